import type { Body } from '../bodies/body';
import { Keys } from '../keys';
import { isDeleteMarker, type NewUpload, type StoredObject, type Upload, type UploadedPart, type Version } from '../stored-object';
import type { Change } from './change';

const NO_VERSIONS: readonly Version[] = [];

type OpenUpload = NewUpload & { readonly parts: Map<number, UploadedPart> };

/**
 * What there is in one bucket, without the bytes. Keys are compared as they are: those that differ in case or in
 * Unicode form only are different objects.
 */
export class BucketIndex {
  /** Of objects, as they are listed. */
  readonly keys = new Keys();
  /** Those with versions, whatever the latest is. */
  readonly allKeys = new Keys();
  /** The latest first; never empty. */
  private readonly versions = new Map<string, readonly Version[]>();
  private readonly uploads = new Map<string, OpenUpload>();

  get isEmpty(): boolean {
    return this.versions.size === 0 && this.uploads.size === 0;
  }

  /** The object that a key stands for. */
  find(key: string): StoredObject | undefined {
    const [latest] = this.versionsOf(key);
    return latest === undefined || isDeleteMarker(latest) ? undefined : latest;
  }

  versionsOf(key: string): readonly Version[] {
    return this.versions.get(key) ?? NO_VERSIONS;
  }

  upload(id: string): Upload | undefined {
    return this.uploads.get(id);
  }

  listUploads(): Upload[] {
    return [...this.uploads.values()];
  }

  /** Gives the bodies that belong to nothing any more. */
  apply(change: Change): readonly Body[] {
    switch (change.kind) {
      case 'put': return [...this.put(change.key, change.object), ...change.upload === undefined ? [] : this.endUpload(change.upload)];
      case 'mark': return this.put(change.key, change.marker);
      case 'tag': return this.tag(change.key, change.versionId, change.tags);
      case 'delete': return this.delete(change.key, change.versionId);
      case 'create-upload': return this.createUpload(change.upload);
      case 'put-part': return this.putPart(change.upload, change.number, change.part);
      case 'abort-upload': return this.endUpload(change.upload);
    }
  }

  /** The shortest way to what there is now. */
  * changes(): Generator<Change> {
    for (const [key, versions] of this.versions) {
      for (const version of [...versions].reverse()) {
        yield isDeleteMarker(version) ? { kind: 'mark', key, marker: version } : { kind: 'put', key, object: version };
      }
    }
    for (const { parts, ...upload } of this.uploads.values()) {
      yield { kind: 'create-upload', upload };
      for (const [number, part] of parts) yield { kind: 'put-part', upload: upload.id, number, part };
    }
  }

  bodies(): Body[] {
    const parts = [...this.uploads.values()].flatMap((upload) => [...upload.parts.values()]);
    return [...[...this.versions.values()].flatMap(bodiesOf), ...parts.map(({ body }) => body)];
  }

  private put(key: string, version: Version): Body[] {
    const [before, kept] = this.split(key, version.versionId);
    this.set(key, [version, ...kept]);
    return bodiesOf(before);
  }

  private tag(key: string, versionId: string | undefined, tags: StoredObject['tags']): Body[] {
    this.set(key, this.versionsOf(key).map((version) => (version.versionId === versionId ? { ...version, tags } : version)));
    return [];
  }

  private delete(key: string, versionId: string | undefined): Body[] {
    const [before, kept] = this.split(key, versionId);
    this.set(key, kept);
    return bodiesOf(before);
  }

  /** The version of that id, and the others. */
  private split(key: string, versionId: string | undefined): [found: readonly Version[], others: readonly Version[]] {
    const versions = this.versionsOf(key);
    return [versions.filter((version) => version.versionId === versionId), versions.filter((version) => version.versionId !== versionId)];
  }

  private set(key: string, versions: readonly Version[]): void {
    if (versions.length > 0) {
      this.versions.set(key, versions);
      this.allKeys.add(key);
    } else {
      this.versions.delete(key);
      this.allKeys.remove(key);
    }
    if (this.find(key) === undefined) this.keys.remove(key); else this.keys.add(key);
  }

  private createUpload(upload: NewUpload): Body[] {
    this.uploads.set(upload.id, { ...upload, parts: new Map() });
    return [];
  }

  private putPart(id: string, number: number, part: UploadedPart): Body[] {
    const { parts } = this.uploads.get(id)!;
    const before = parts.get(number);
    parts.set(number, part);
    return before === undefined ? [] : [before.body];
  }

  private endUpload(id: string): Body[] {
    const { parts } = this.uploads.get(id)!;
    this.uploads.delete(id);
    return [...parts.values()].map(({ body }) => body);
  }
}

function bodiesOf(versions: readonly Version[]): Body[] {
  return versions.flatMap((version) => (isDeleteMarker(version) ? [] : [version.body]));
}

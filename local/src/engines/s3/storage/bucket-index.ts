import type { Body } from '../bodies/body';
import { Keys } from '../keys';
import type { NewUpload, StoredObject, Upload, UploadedPart } from '../stored-object';
import type { Change } from './change';

type OpenUpload = NewUpload & { readonly parts: Map<number, UploadedPart> };

/**
 * What there is in one bucket, without the bytes. Keys are compared as they are: those that differ in case or in
 * Unicode form only are different objects.
 */
export class BucketIndex {
  readonly keys = new Keys();
  private readonly objects = new Map<string, StoredObject>();
  private readonly uploads = new Map<string, OpenUpload>();

  get isEmpty(): boolean {
    return this.objects.size === 0 && this.uploads.size === 0;
  }

  find(key: string): StoredObject | undefined {
    return this.objects.get(key);
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
      case 'tag': return this.tag(change.key, change.tags);
      case 'delete': return this.delete(change.key);
      case 'create-upload': return this.createUpload(change.upload);
      case 'put-part': return this.putPart(change.upload, change.number, change.part);
      case 'abort-upload': return this.endUpload(change.upload);
    }
  }

  /** The shortest way to what there is now. */
  * changes(): Generator<Change> {
    for (const [key, object] of this.objects) yield { kind: 'put', key, object };
    for (const { parts, ...upload } of this.uploads.values()) {
      yield { kind: 'create-upload', upload };
      for (const [number, part] of parts) yield { kind: 'put-part', upload: upload.id, number, part };
    }
  }

  bodies(): Body[] {
    return [...this.objects.values(), ...[...this.uploads.values()].flatMap(({ parts }) => [...parts.values()])].map(({ body }) => body);
  }

  private put(key: string, object: StoredObject): Body[] {
    const before = this.objects.get(key);
    this.objects.set(key, object);
    this.keys.add(key);
    return before === undefined ? [] : [before.body];
  }

  private tag(key: string, tags: StoredObject['tags']): Body[] {
    this.objects.set(key, { ...this.objects.get(key)!, tags });
    return [];
  }

  private delete(key: string): Body[] {
    const before = this.objects.get(key);
    this.objects.delete(key);
    this.keys.remove(key);
    return before === undefined ? [] : [before.body];
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

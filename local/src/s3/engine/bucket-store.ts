import type { Bucket } from '../bucket';
import { noSuchUpload, NoSuchKey } from '../errors';
import type { Memory } from './memory';
import { OrderedKeys } from './ordered-keys';
import type { StoredObject, Upload, UploadedPart } from './stored-object';

/**
 * One bucket's objects and uploads, in memory. Keys are compared as they are: those that differ in case or in
 * Unicode form only are different objects. The only place that knows where objects are kept.
 */
export class BucketStore {
  readonly keys = new OrderedKeys();
  private readonly objects = new Map<string, StoredObject>();
  private readonly uploads = new Map<string, Upload>();

  constructor(readonly bucket: Bucket, private readonly memory: Memory) {}

  find(key: string): StoredObject | undefined {
    return this.objects.get(key);
  }

  get(key: string): StoredObject {
    const found = this.objects.get(key);
    if (found === undefined) throw new NoSuchKey(this.bucket.name, key);
    return found;
  }

  put(key: string, object: StoredObject): void {
    const before = this.objects.get(key)?.body.length ?? 0;
    this.memory.take(object.body.length - before);
    this.objects.set(key, object);
    this.keys.add(key);
  }

  delete(key: string): void {
    this.memory.give(this.objects.get(key)?.body.length ?? 0);
    this.objects.delete(key);
    this.keys.remove(key);
  }

  addUpload(upload: Upload): void {
    this.uploads.set(upload.id, upload);
  }

  /** An id counts for its own key only: whoever may write one key must not reach another one's upload. */
  upload(id: string, key: string): Upload {
    const found = this.uploads.get(id);
    if (found === undefined || found.key !== key) throw noSuchUpload(id);
    return found;
  }

  putPart(upload: Upload, number: number, part: UploadedPart): void {
    this.memory.take(part.body.length - (upload.parts.get(number)?.body.length ?? 0));
    upload.parts.set(number, part);
  }

  endUpload(upload: Upload): void {
    for (const { body } of upload.parts.values()) this.memory.give(body.length);
    this.uploads.delete(upload.id);
  }

  listUploads(): Upload[] {
    return [...this.uploads.values()];
  }
}

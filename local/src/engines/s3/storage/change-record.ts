import type { Tags } from '../../../s3/request/tags';
import type { NewUpload, StoredObject } from '../stored-object';
import type { Change } from './change';

type Pairs = [name: string, value: string][];

/** What has headers and tags. */
type Described = Pick<StoredObject, 'headers' | 'tags'>;

/** Lists of pairs in place of the maps: no name in them can be mistaken for something else. */
type Packed<T extends Described> = Omit<T, keyof Described> & { readonly headers: Pairs; readonly tags: Pairs };

type PackedChange =
  | { readonly kind: 'put'; readonly key: string; readonly object: Packed<StoredObject>; readonly upload?: string }
  | { readonly kind: 'tag'; readonly key: string; readonly tags: Pairs; readonly versionId?: string }
  | { readonly kind: 'create-upload'; readonly upload: Packed<NewUpload> }
  | Exclude<Change, { readonly kind: 'put' | 'tag' | 'create-upload' }>;

/** A change of a bucket, or its end, as JSON can hold it. */
export type ChangeRecord = { readonly bucket: string } & (PackedChange | { readonly kind: 'drop' });

export function changeRecord(bucket: string, change: Change): ChangeRecord {
  switch (change.kind) {
    case 'put': return { bucket, ...change, object: packed(change.object) };
    case 'tag': return { bucket, ...change, tags: [...change.tags] };
    case 'create-upload': return { bucket, ...change, upload: packed(change.upload) };
    default: return { bucket, ...change };
  }
}

export function changeOf(record: PackedChange): Change {
  switch (record.kind) {
    case 'put': return { ...record, object: unpacked(record.object) };
    case 'tag': return { ...record, tags: new Map(record.tags) };
    case 'create-upload': return { ...record, upload: unpacked(record.upload) };
    default: return record;
  }
}

function packed<T extends Described>({ headers, tags, ...rest }: T): Packed<T> {
  return { ...rest, headers: [...headers], tags: [...tags] };
}

function unpacked<T extends { readonly headers: Pairs; readonly tags: Pairs }>(
  { headers, tags, ...rest }: T,
): Omit<T, keyof Described> & { readonly headers: ReadonlyMap<string, string>; readonly tags: Tags } {
  return { ...rest, headers: new Map(headers), tags: new Map(tags) };
}

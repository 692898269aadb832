import { conditionOfVersion, malformedXml, notImplemented, type S3Error } from '../errors';
import { versionIdOf } from './version-id';
import { childrenOf, readXml, textOf, type XmlElement } from './xml';

/** One object of DeleteObjects; with an error once it is known that it must stay. */
export interface DeletionEntry {
  readonly key: string;
  readonly versionId?: string;
  /** What the object's entity tag must be, `*` for any: a condition as in `If-Match`. */
  readonly etag?: string;
  readonly error?: Pick<S3Error, 'code' | 'message'>;
}

export interface Deletion {
  readonly entries: readonly DeletionEntry[];
  /** Only errors are told. */
  readonly quiet: boolean;
}

const MAX_ENTRIES = 1000;
const MEMBERS = ['Key', 'VersionId', 'ETag'];

/** The `Delete` document. */
export function deletionOf(body: Buffer): Deletion {
  const root = readXml(body, 'Delete');
  const objects = childrenOf(root, ['Object', 'Quiet']).filter(({ name }) => name === 'Object');
  const quiet = textOf(root, 'Quiet') ?? 'false';
  if (objects.length === 0 || objects.length > MAX_ENTRIES || !/^(true|false)$/i.test(quiet)) throw malformedXml();
  return {
    quiet: quiet.toLowerCase() === 'true',
    entries: objects.map(entryOf),
  };
}

/** `LastModifiedTime` and `Size` are for directory buckets (Amazon S3 API Reference, ObjectIdentifier). */
function entryOf(object: XmlElement): DeletionEntry {
  const unknown = object.children.find(({ name }) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw notImplemented(`${unknown.name} in DeleteObjects`);
  const [key, versionId, etag] = MEMBERS.map((name) => textOf(object, name));
  if (key === undefined || key === '') throw malformedXml();
  if (versionId !== undefined && etag !== undefined) throw conditionOfVersion();
  return { key, versionId: versionId === undefined ? undefined : versionIdOf(versionId), etag };
}

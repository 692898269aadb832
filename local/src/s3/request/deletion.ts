import { malformedXml, notImplemented, type S3Error } from '../errors';
import { versionIdOf } from './version-id';
import { childrenOf, readXml, textOf } from './xml';

/** One object of DeleteObjects; with an error once it is known that it must stay. */
export interface DeletionEntry {
  readonly key: string;
  readonly versionId?: string;
  readonly error?: Pick<S3Error, 'code' | 'message'>;
}

export interface Deletion {
  readonly entries: readonly DeletionEntry[];
  /** Only errors are told. */
  readonly quiet: boolean;
}

const MAX_ENTRIES = 1000;

/** The `Delete` document. */
export function deletionOf(body: Buffer): Deletion {
  const root = readXml(body, 'Delete');
  const objects = childrenOf(root, ['Object', 'Quiet']).filter(({ name }) => name === 'Object');
  const quiet = textOf(root, 'Quiet') ?? 'false';
  if (objects.length === 0 || objects.length > MAX_ENTRIES || !/^(true|false)$/i.test(quiet)) throw malformedXml();
  return {
    quiet: quiet.toLowerCase() === 'true',
    entries: objects.map((object) => {
      const unknown = object.children.find(({ name }) => name !== 'Key' && name !== 'VersionId');
      if (unknown !== undefined) throw notImplemented(`${unknown.name} in DeleteObjects`);
      const key = textOf(object, 'Key');
      if (key === undefined || key === '') throw malformedXml();
      const versionId = textOf(object, 'VersionId');
      return { key, versionId: versionId === undefined ? undefined : versionIdOf(versionId) };
    }),
  };
}

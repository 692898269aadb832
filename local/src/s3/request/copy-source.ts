import { invalidArgument, notImplemented } from '../errors';
import { versionIdOf } from './version-id';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

const HEADER = 'x-amz-copy-source';
const VERSION = 'versionId=';

/** `bucket/key`, with or without a slash before, URL-encoded as a whole; `?versionId=` behind it is not (Amazon S3 API Reference, CopyObject). */
export function copySource(header: string): CopySource {
  if (header.startsWith('arn:')) throw notImplemented('access points as the source of a copy');
  const [name, version, ...more] = header.split('?');
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decoded(name)) ?? [];
  if (key === undefined) throw invalidArgument('Invalid copy source object key', HEADER, header);
  if (version === undefined) return { bucket, key };
  if (more.length > 0 || !version.startsWith(VERSION)) throw invalidArgument('Unsupported copy source parameter.', HEADER, header);
  return { bucket, key, versionId: versionIdOf(decoded(version.slice(VERSION.length))) };
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header.replaceAll('+', ' '));
  } catch {
    throw invalidArgument('Invalid copy source encoding.', HEADER, header);
  }
}

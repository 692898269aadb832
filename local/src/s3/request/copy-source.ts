import { invalidArgument, notImplemented } from '../errors';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
}

const HEADER = 'x-amz-copy-source';

/** `bucket/key`, with or without a slash before, URL-encoded as a whole (Amazon S3 API Reference, CopyObject). */
export function copySource(header: string): CopySource {
  if (header.startsWith('arn:')) throw notImplemented('access points as the source of a copy');
  if (header.includes('?')) throw notImplemented('versions of objects (a version id in x-amz-copy-source)');
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decoded(header)) ?? [];
  if (key === undefined) throw invalidArgument('Invalid copy source object key', HEADER, header);
  return { bucket, key };
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header.replaceAll('+', ' '));
  } catch {
    throw invalidArgument('Invalid copy source encoding.', HEADER, header);
  }
}

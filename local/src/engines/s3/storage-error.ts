import { noSpace } from '../../no-space';
import { internalError, S3Error } from '../../s3/errors';

/** For what could not be stored. S3 itself is never full; HTTP has a status for it (RFC 4918, section 11.5), which SDKs do not try again. */
export function storageError(cause: unknown): S3Error {
  const full = cause instanceof S3Error ? undefined : noSpace(cause);
  return full === undefined ? internalError(cause) : Object.assign(new S3Error('InsufficientStorage', full, 507), { cause });
}

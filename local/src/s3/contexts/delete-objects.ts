import { onObject } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

/** One action for each entry, in their order: each is decided by itself. */
export function deleteObjects({ bucket, deletion }: S3Request, scope: Scope): AuthorizationRequest[] {
  return deletion!.entries.map(({ key }) => onObject('DeleteObject', { bucket, key }, scope));
}

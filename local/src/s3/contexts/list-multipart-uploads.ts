import { onBucket } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

/** Without `s3:prefix`, which the Service Authorization Reference does not list for it: it cannot be held to a prefix. */
export function listMultipartUploads({ bucket }: S3Request, scope: Scope): AuthorizationRequest[] {
  return [onBucket('ListBucketMultipartUploads', bucket, scope)];
}

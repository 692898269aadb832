import { onBucket } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

export function getPublicAccessBlock({ bucket }: S3Request, scope: Scope): AuthorizationRequest[] {
  return [onBucket('GetBucketPublicAccessBlock', bucket, scope)];
}

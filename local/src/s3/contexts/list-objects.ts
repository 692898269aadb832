import { onBucket, parameterCells } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

/** Both versions of the operation. */
export function listObjects(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return [onBucket('ListBucket', request.bucket, scope, parameterCells(request, ['prefix', 'delimiter', 'max-keys']))];
}

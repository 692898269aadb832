import { objectWrite, PREPARATION_CELLS } from './object-write';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

export function createMultipartUpload(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return objectWrite(request, scope, PREPARATION_CELLS);
}

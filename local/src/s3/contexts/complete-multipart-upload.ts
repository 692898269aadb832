import { onObject } from './authorization';
import { creationCells, matchRead } from './object-write';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

export function completeMultipartUpload(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return [onObject('PutObject', request, scope, creationCells(request)), ...matchRead(request, scope)];
}

import { existingTagCells, onObject, requestTagCells } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

export function putObjectTagging(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return [onObject('PutObjectTagging', request, scope, { ...existingTagCells(request, scope), ...requestTagCells(request.tags) })];
}

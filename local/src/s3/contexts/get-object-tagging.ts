import { existingTagCells, onObject } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

export function getObjectTagging(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return [onObject('GetObjectTagging', request, scope, existingTagCells(request, scope))];
}

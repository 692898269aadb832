import { existingTagCells, onObject } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

/** HeadObject is the same action. */
export function getObject(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return [onObject('GetObject', request, scope, existingTagCells(request, scope))];
}

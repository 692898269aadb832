import { onObject } from './authorization';
import { PREPARATION_CELLS } from './object-write';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

/** There is no action of that name: it is `s3:PutObject`. */
export function uploadPart(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return [onObject('PutObject', request, scope, PREPARATION_CELLS)];
}

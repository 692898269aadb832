import { onObject } from './authorization';
import { creationCells } from './object-write';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

/** As PutObject: `If-Match` takes the right to read, too. */
export function completeMultipartUpload(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return [
    onObject('PutObject', request, scope, creationCells(request)),
    ...request.headers.has('if-match') ? [onObject('GetObject', request, scope)] : [],
  ];
}

import { onObject } from './authorization';
import { creationCells, objectWrite } from './object-write';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

/** `If-Match` reveals what is stored, so it takes the right to read, too (Amazon S3 API Reference, PutObject, If-Match). */
export function putObject(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return [
    ...objectWrite(request, scope, creationCells(request)),
    ...request.headers.has('if-match') ? [onObject('GetObject', request, scope)] : [],
  ];
}

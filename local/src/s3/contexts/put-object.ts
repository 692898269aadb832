import { creationCells, matchRead, objectWrite } from './object-write';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

export function putObject(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return [...objectWrite(request, scope, creationCells(request)), ...matchRead(request, scope)];
}

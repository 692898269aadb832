import { existingTagCells, onObject } from './authorization';
import { copySourceCells } from './copy-object';
import { PREPARATION_CELLS } from './object-write';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

export function uploadPartCopy(request: S3Request, scope: Scope): AuthorizationRequest[] {
  const source = request.source!;
  return [
    onObject('GetObject', source, scope, existingTagCells(source, scope)),
    onObject('PutObject', request, scope, { ...copySourceCells(request), ...PREPARATION_CELLS }),
  ];
}

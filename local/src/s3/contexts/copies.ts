import { existingTagCells, onObject, onVersion, requestTagCells, type Cells } from './authorization';
import { creationCells, matchRead, objectWrite, PREPARATION_CELLS } from './object-write';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

/** Reading the source and writing the destination, and the tags of both where tags come along (Amazon S3 API Reference, CopyObject, Permissions). */
export function copyObject(request: S3Request, scope: Scope): AuthorizationRequest[] {
  const source = request.source!;
  const existing = existingTagCells(source, scope);
  const tags = scope.tagsOf(source);
  const copiesTags = request.headers.get('x-amz-tagging-directive') !== 'REPLACE' && tags.size > 0;
  return [
    onVersion('GetObject', source, scope, existing),
    ...copiesTags ? [onVersion('GetObjectTagging', source, scope, existing)] : [],
    ...objectWrite(request, scope, { ...copySourceCells(request), ...creationCells(request) }),
    ...matchRead(request, scope),
    ...copiesTags ? [onObject('PutObjectTagging', request, scope, requestTagCells(tags))] : [],
  ];
}

/** The source as it is read here, so that a policy compares with what is copied and not with how it is written. */
export function copySourceCells({ source }: S3Request): Cells {
  return { 's3:x-amz-copy-source': `${source!.bucket}/${source!.key}` };
}

export function uploadPartCopy(request: S3Request, scope: Scope): AuthorizationRequest[] {
  const source = request.source!;
  return [
    onVersion('GetObject', source, scope, existingTagCells(source, scope)),
    onObject('PutObject', request, scope, { ...copySourceCells(request), ...PREPARATION_CELLS }),
  ];
}

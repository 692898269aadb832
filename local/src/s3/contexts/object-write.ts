import { existingTagCells, headerCells, onObject, requestTagCells, type Cells } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { S3Request } from '../request/s3-request';

export const ACL_HEADERS = ['x-amz-acl', 'x-amz-grant-full-control', 'x-amz-grant-read', 'x-amz-grant-read-acp', 'x-amz-grant-write-acp'];
const STORAGE_CLASS = 'x-amz-storage-class';
const PUT_HEADERS = [
  ...ACL_HEADERS, STORAGE_CLASS, 'x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id', 'x-amz-metadata-directive',
];

/**
 * What making an object takes: `s3:PutObject`, and an action more for the tags and one for the ACL that come with it
 * (Amazon S3 API Reference, PutObject, Permissions).
 */
export function objectWrite(request: S3Request, scope: Scope, cells: Cells = {}): AuthorizationRequest[] {
  const tags = requestTagCells(request.tags);
  return [
    onObject('PutObject', request, scope, { ...headerCells(request, PUT_HEADERS), ...tags, ...cells }),
    ...request.tags === undefined ? [] : [onObject('PutObjectTagging', request, scope, tags)],
    ...ACL_HEADERS.some((name) => request.headers.has(name)) ? [onObject('PutObjectAcl', request, scope, headerCells(request, [...ACL_HEADERS, STORAGE_CLASS]))] : [],
  ];
}

/** `If-Match` reveals what is stored, so it takes the right to read, too (Amazon S3 API Reference, PutObject, If-Match). */
export function matchRead(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return request.headers.has('if-match') ? [onObject('GetObject', request, scope, existingTagCells(request, scope))] : [];
}

/**
 * `s3:ObjectCreationOperation` tells what makes an object from what only prepares one; `s3:if-match` and `s3:if-none-match` are the
 * conditions of the former (Amazon S3 User Guide, "Enforce conditional writes on Amazon S3 buckets").
 */
export function creationCells(request: S3Request): Cells {
  return { ...headerCells(request, ['if-match', 'if-none-match']), 's3:ObjectCreationOperation': 'true' };
}

export const PREPARATION_CELLS: Cells = { 's3:ObjectCreationOperation': 'false' };

import type { AuthorizationRequest } from '../iam/request';
import { onBucket, type ObjectName } from './contexts/authorization';
import { entryDeletion } from './contexts/deletions';
import { keyUses } from './contexts/key-uses';
import type { Scope } from './contexts/scope';
import { specOf, type OperationName } from './operations';
import type { S3Request } from './request/s3-request';

/**
 * The IAM actions that a request is, on which resources, with which condition keys, and the uses of keys of KMS that follow
 * from them. Every one must be allowed.
 */
export function actionRequests(request: S3Request<OperationName>, scope: Scope): AuthorizationRequest[] {
  const actions = specOf(request.operation).actions(request, scope);
  return [...actions, ...keyUses(request, actions, scope)];
}

/** The same of each entry of a list to delete, in their order. */
export function entryRequests(request: S3Request<OperationName>, scope: Scope): AuthorizationRequest[][] {
  return request.deletion!.entries.map((entry) => actionRequests(entryDeletion(request, entry), scope));
}

/**
 * What it takes to learn that a key is missing: to list it (Amazon S3 API Reference, GetObject, Permissions). Conditions on
 * `s3:prefix` are met by the key itself, as two public sources have it; AWS's documentation does not say.
 */
export function missingKeyRequests({ bucket, key }: ObjectName, scope: Scope): AuthorizationRequest[] {
  return [onBucket('ListBucket', bucket, scope, { 's3:prefix': key })];
}

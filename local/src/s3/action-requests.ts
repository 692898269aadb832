import type { AuthorizationRequest } from '../iam/request';
import { onBucket } from './contexts/authorization';
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

/** What it takes to learn that a key is missing: a list without a prefix (Amazon S3 API Reference, GetObject, Permissions). */
export function missingKeyRequests(bucket: string, scope: Scope): AuthorizationRequest[] {
  return [onBucket('ListBucket', bucket, scope)];
}

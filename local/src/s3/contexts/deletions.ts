import { existingTagCells, headerCells, onObject, onVersion } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { DeletionEntry } from '../request/deletion';
import type { S3Request } from '../request/s3-request';

/** Asks to delete what a retention period protects: there is none here, but it takes a right of its own (Amazon S3 API Reference, DeleteObject). */
export const BYPASS = 'x-amz-bypass-governance-retention';

/**
 * A deletion that depends on the object's entity tag takes the right to read it, too; one that asks whether there is an object does not.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-delete-enforce.html
 */
export function deleteObject(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return [
    onVersion('DeleteObject', request, scope, headerCells(request, ['if-match'])),
    ...readsTag(request) ? [onObject('GetObject', request, scope, existingTagCells(request, scope))] : [],
    ...request.headers.get(BYPASS)?.toLowerCase() === 'true' ? [onObject('BypassGovernanceRetention', request, scope)] : [],
  ];
}

/** An entry of DeleteObjects is decided as the DeleteObject that would do the same. */
export function entryDeletion(request: S3Request, { key, versionId, etag }: DeletionEntry): S3Request<'DeleteObject'> {
  const bypass = request.headers.get(BYPASS);
  const headers = new Map([...etag === undefined ? [] : [['if-match', etag] as const], ...bypass === undefined ? [] : [[BYPASS, bypass] as const]]);
  return { ...request, operation: 'DeleteObject', key, versionId, headers, deletion: undefined };
}

export function readsTag({ headers }: Pick<S3Request, 'headers'>): boolean {
  return (headers.get('if-match') ?? '*') !== '*';
}

import { CHECKSUM_ALGORITHMS, checksumHeader } from './checksum-algorithms';
import type { AuthorizationRequest } from '../iam/request';
import { authorization, existingTagCells, onBucket, onObject, onVersion, parameterCells, requestTagCells } from './contexts/authorization';
import { copyObject, uploadPartCopy } from './contexts/copies';
import { BYPASS, deleteObject, entryDeletion } from './contexts/deletions';
import { ACL_HEADERS, creationCells, matchRead, objectWrite, PREPARATION_CELLS } from './contexts/object-write';
import type { Scope } from './contexts/scope';
import type { S3Request } from './request/s3-request';

/** How an operation is told from others, what it may carry, and what it is in IAM's terms (Amazon S3 API Reference, "Actions"). */
export interface OperationSpec {
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly target: 'service' | 'bucket' | 'object';
  /** Query parameters and headers that make it this operation and no other. */
  readonly marks?: readonly string[];
  /** Further query parameters. */
  readonly parameters?: readonly string[];
  /** Further headers, of those that S3 acts on (`isWatched`). A `*` at the end stands for more. */
  readonly headers?: readonly string[];
  readonly body?: 'bytes' | 'document';
  /** Conditions may be about tags that its object has already. */
  readonly onTagged?: boolean;
  /** Every one must be allowed. */
  readonly actions: (request: S3Request, scope: Scope) => AuthorizationRequest[];
}

const CHECKSUM_VALUES = CHECKSUM_ALGORITHMS.map(checksumHeader);
const CHECKSUMS = ['x-amz-sdk-checksum-algorithm', ...CHECKSUM_VALUES];
const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];
const STORED = ['x-amz-meta-*', 'x-amz-storage-class', 'x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id', 'x-amz-tagging', ...ACL_HEADERS];
const OVERRIDES = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-type', 'expires'].map((name) => `response-${name}`);
const SOURCE = ['x-amz-source-expected-bucket-owner', ...CONDITIONS.map((name) => `x-amz-copy-source-${name}`)];
const LIST = ['delimiter', 'encoding-type', 'max-keys', 'prefix'];

const ofBucket = (action: string): OperationSpec['actions'] => ({ bucket }, scope) => [onBucket(action, bucket, scope)];
const ofObject = (action: string): OperationSpec['actions'] => (request, scope) => [onObject(action, request, scope)];
const ofTaggedObject = (action: string): OperationSpec['actions'] => (request, scope) => [onVersion(action, request, scope, existingTagCells(request, scope))];

const listObjects: OperationSpec['actions'] = (request, scope) => [
  onBucket('ListBucket', request.bucket, scope, parameterCells(request, ['prefix', 'delimiter', 'max-keys'])),
];

const READ_HEADERS = [...CONDITIONS, 'range', 'x-amz-checksum-mode'];
const VERSION = ['versionId'];
const READ = { target: 'object', parameters: [...OVERRIDES, 'partNumber', ...VERSION], onTagged: true, actions: ofTaggedObject('GetObject') } as const;

export const OPERATIONS = {
  ListBuckets: {
    method: 'GET',
    target: 'service',
    parameters: ['prefix', 'bucket-region', 'max-buckets', 'continuation-token'],
    actions: () => [authorization('ListAllMyBuckets', '*')],
  },
  HeadBucket: { method: 'HEAD', target: 'bucket', actions: ofBucket('ListBucket') },
  ListObjects: { method: 'GET', target: 'bucket', parameters: [...LIST, 'marker'], actions: listObjects },
  ListObjectsV2: {
    method: 'GET', target: 'bucket', marks: ['list-type'], parameters: [...LIST, 'continuation-token', 'fetch-owner', 'start-after'], actions: listObjects,
  },
  ListObjectVersions: {
    method: 'GET',
    target: 'bucket',
    marks: ['versions'],
    parameters: [...LIST, 'key-marker', 'version-id-marker'],
    actions: (request, scope) => [onBucket('ListBucketVersions', request.bucket, scope, parameterCells(request, ['prefix', 'delimiter', 'max-keys']))],
  },
  GetBucketCors: { method: 'GET', target: 'bucket', marks: ['cors'], actions: ofBucket('GetBucketCORS') },
  GetBucketEncryption: { method: 'GET', target: 'bucket', marks: ['encryption'], actions: ofBucket('GetEncryptionConfiguration') },
  GetBucketLocation: { method: 'GET', target: 'bucket', marks: ['location'], actions: ofBucket('GetBucketLocation') },
  GetBucketOwnershipControls: { method: 'GET', target: 'bucket', marks: ['ownershipControls'], actions: ofBucket('GetBucketOwnershipControls') },
  GetBucketPolicy: { method: 'GET', target: 'bucket', marks: ['policy'], actions: ofBucket('GetBucketPolicy') },
  GetBucketTagging: { method: 'GET', target: 'bucket', marks: ['tagging'], actions: ofBucket('GetBucketTagging') },
  GetBucketVersioning: { method: 'GET', target: 'bucket', marks: ['versioning'], actions: ofBucket('GetBucketVersioning') },
  GetPublicAccessBlock: { method: 'GET', target: 'bucket', marks: ['publicAccessBlock'], actions: ofBucket('GetBucketPublicAccessBlock') },
  // Without `s3:prefix`, which the Service Authorization Reference does not list for it: it cannot be held to a prefix.
  ListMultipartUploads: {
    method: 'GET',
    target: 'bucket',
    marks: ['uploads'],
    parameters: ['delimiter', 'encoding-type', 'key-marker', 'max-uploads', 'prefix', 'upload-id-marker'],
    actions: ofBucket('ListBucketMultipartUploads'),
  },
  CreateBucket: { method: 'PUT', target: 'bucket', headers: ['x-amz-object-ownership'], body: 'document', actions: ofBucket('CreateBucket') },
  DeleteBucket: { method: 'DELETE', target: 'bucket', actions: ofBucket('DeleteBucket') },
  // Each entry is decided by itself: `entryRequests`.
  DeleteObjects: {
    method: 'POST',
    target: 'bucket',
    marks: ['delete'],
    headers: [...CHECKSUMS, BYPASS],
    body: 'document',
    actions: (request, scope) => request.deletion!.entries.flatMap((entry) => deleteObject(entryDeletion(request, entry), scope)),
  },
  // The SDK for Java sends the checksum of its empty body, and asks for an MD5 behind the object's bytes.
  GetObject: { method: 'GET', ...READ, headers: [...READ_HEADERS, ...CHECKSUMS, 'x-amz-te'] },
  GetObjectAttributes: {
    method: 'GET',
    target: 'object',
    marks: ['attributes'],
    parameters: VERSION,
    headers: ['x-amz-object-attributes', 'x-amz-max-parts', 'x-amz-part-number-marker'],
    onTagged: true,
    actions: (request, scope) => ['GetObject', 'GetObjectAttributes'].map((action) => onVersion(action, request, scope, existingTagCells(request, scope))),
  },
  HeadObject: { method: 'HEAD', ...READ, headers: READ_HEADERS },
  GetObjectTagging: { method: 'GET', target: 'object', marks: ['tagging'], parameters: VERSION, onTagged: true, actions: ofTaggedObject('GetObjectTagging') },
  ListParts: {
    method: 'GET', target: 'object', marks: ['uploadId'], parameters: ['max-parts', 'part-number-marker'], actions: ofObject('ListMultipartUploadParts'),
  },
  PutObject: {
    method: 'PUT',
    target: 'object',
    headers: [...STORED, ...CHECKSUMS, 'if-match', 'if-none-match'],
    body: 'bytes',
    actions: (request, scope) => [...objectWrite(request, scope, creationCells(request)), ...matchRead(request, scope)],
  },
  CopyObject: {
    method: 'PUT',
    target: 'object',
    marks: ['x-amz-copy-source'],
    headers: [...STORED, ...SOURCE, 'x-amz-metadata-directive', 'x-amz-tagging-directive', 'x-amz-checksum-algorithm', 'if-match', 'if-none-match'],
    actions: copyObject,
  },
  PutObjectTagging: {
    method: 'PUT',
    target: 'object',
    marks: ['tagging'],
    parameters: VERSION,
    headers: CHECKSUMS,
    body: 'document',
    onTagged: true,
    actions: (request, scope) => [
      onVersion('PutObjectTagging', request, scope, { ...existingTagCells(request, scope), ...requestTagCells(request.tags) }),
    ],
  },
  // There is no action of that name: it is `s3:PutObject`.
  UploadPart: {
    method: 'PUT',
    target: 'object',
    marks: ['partNumber', 'uploadId'],
    headers: CHECKSUMS,
    body: 'bytes',
    actions: (request, scope) => [onObject('PutObject', request, scope, PREPARATION_CELLS)],
  },
  UploadPartCopy: {
    method: 'PUT',
    target: 'object',
    marks: ['partNumber', 'uploadId', 'x-amz-copy-source'],
    headers: [...SOURCE, 'x-amz-copy-source-range'],
    actions: uploadPartCopy,
  },
  DeleteObject: { method: 'DELETE', target: 'object', parameters: VERSION, headers: ['if-match', BYPASS], actions: deleteObject },
  DeleteObjectTagging: { method: 'DELETE', target: 'object', marks: ['tagging'], parameters: VERSION, onTagged: true, actions: ofTaggedObject('DeleteObjectTagging') },
  AbortMultipartUpload: { method: 'DELETE', target: 'object', marks: ['uploadId'], actions: ofObject('AbortMultipartUpload') },
  CreateMultipartUpload: {
    method: 'POST',
    target: 'object',
    marks: ['uploads'],
    headers: [...STORED, 'x-amz-checksum-algorithm', 'x-amz-checksum-type'],
    actions: (request, scope) => objectWrite(request, scope, PREPARATION_CELLS),
  },
  CompleteMultipartUpload: {
    method: 'POST',
    target: 'object',
    marks: ['uploadId'],
    headers: [...CHECKSUM_VALUES, 'x-amz-checksum-type', 'x-amz-mp-object-size', 'if-match', 'if-none-match'],
    body: 'document',
    actions: (request, scope) => [onObject('PutObject', request, scope, creationCells(request)), ...matchRead(request, scope)],
  },
} as const satisfies { readonly [name: string]: OperationSpec };

export type OperationName = keyof typeof OPERATIONS;

export function specOf(operation: OperationName): OperationSpec {
  return OPERATIONS[operation];
}

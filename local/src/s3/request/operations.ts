import { CHECKSUM_ALGORITHMS, checksumHeader } from '../checksum-algorithms';

/** How an operation is told from others and what it may carry (Amazon S3 API Reference, "Actions"). */
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
}

const CHECKSUM_VALUES = CHECKSUM_ALGORITHMS.map(checksumHeader);
const CHECKSUMS = ['x-amz-sdk-checksum-algorithm', ...CHECKSUM_VALUES];
const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];
const ACLS = ['x-amz-acl', 'x-amz-grant-full-control', 'x-amz-grant-read', 'x-amz-grant-read-acp', 'x-amz-grant-write-acp'];
const STORED = ['x-amz-meta-*', 'x-amz-storage-class', 'x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id', 'x-amz-tagging', ...ACLS];
const OVERRIDES = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-type', 'expires'].map((name) => `response-${name}`);
const SOURCE = ['x-amz-source-expected-bucket-owner', ...CONDITIONS.map((name) => `x-amz-copy-source-${name}`)];
const READ = { parameters: OVERRIDES, headers: [...CONDITIONS, 'range', 'x-amz-checksum-mode'] };
const LIST = ['delimiter', 'encoding-type', 'max-keys', 'prefix'];

export const OPERATIONS = {
  ListBuckets: { method: 'GET', target: 'service', parameters: ['prefix', 'bucket-region', 'max-buckets', 'continuation-token'] },
  HeadBucket: { method: 'HEAD', target: 'bucket' },
  ListObjects: { method: 'GET', target: 'bucket', parameters: [...LIST, 'marker'] },
  ListObjectsV2: { method: 'GET', target: 'bucket', marks: ['list-type'], parameters: [...LIST, 'continuation-token', 'fetch-owner', 'start-after'] },
  GetBucketCors: { method: 'GET', target: 'bucket', marks: ['cors'] },
  GetBucketEncryption: { method: 'GET', target: 'bucket', marks: ['encryption'] },
  GetBucketLocation: { method: 'GET', target: 'bucket', marks: ['location'] },
  GetBucketOwnershipControls: { method: 'GET', target: 'bucket', marks: ['ownershipControls'] },
  GetBucketPolicy: { method: 'GET', target: 'bucket', marks: ['policy'] },
  GetBucketTagging: { method: 'GET', target: 'bucket', marks: ['tagging'] },
  GetBucketVersioning: { method: 'GET', target: 'bucket', marks: ['versioning'] },
  GetPublicAccessBlock: { method: 'GET', target: 'bucket', marks: ['publicAccessBlock'] },
  ListMultipartUploads: {
    method: 'GET',
    target: 'bucket',
    marks: ['uploads'],
    parameters: ['delimiter', 'encoding-type', 'key-marker', 'max-uploads', 'prefix', 'upload-id-marker'],
  },
  DeleteBucket: { method: 'DELETE', target: 'bucket' },
  DeleteObjects: { method: 'POST', target: 'bucket', marks: ['delete'], headers: CHECKSUMS, body: 'document' },
  GetObject: { method: 'GET', target: 'object', ...READ },
  HeadObject: { method: 'HEAD', target: 'object', ...READ },
  GetObjectTagging: { method: 'GET', target: 'object', marks: ['tagging'] },
  ListParts: { method: 'GET', target: 'object', marks: ['uploadId'], parameters: ['max-parts', 'part-number-marker'] },
  PutObject: { method: 'PUT', target: 'object', headers: [...STORED, ...CHECKSUMS, 'if-match', 'if-none-match'], body: 'bytes' },
  CopyObject: {
    method: 'PUT',
    target: 'object',
    marks: ['x-amz-copy-source'],
    headers: [...STORED, ...SOURCE, 'x-amz-metadata-directive', 'x-amz-tagging-directive', 'x-amz-checksum-algorithm'],
  },
  PutObjectTagging: { method: 'PUT', target: 'object', marks: ['tagging'], headers: CHECKSUMS, body: 'document' },
  UploadPart: { method: 'PUT', target: 'object', marks: ['partNumber', 'uploadId'], headers: CHECKSUMS, body: 'bytes' },
  UploadPartCopy: {
    method: 'PUT', target: 'object', marks: ['partNumber', 'uploadId', 'x-amz-copy-source'], headers: [...SOURCE, 'x-amz-copy-source-range'],
  },
  DeleteObject: { method: 'DELETE', target: 'object' },
  DeleteObjectTagging: { method: 'DELETE', target: 'object', marks: ['tagging'] },
  AbortMultipartUpload: { method: 'DELETE', target: 'object', marks: ['uploadId'] },
  CreateMultipartUpload: {
    method: 'POST', target: 'object', marks: ['uploads'], headers: [...STORED, 'x-amz-checksum-algorithm', 'x-amz-checksum-type'],
  },
  CompleteMultipartUpload: {
    method: 'POST',
    target: 'object',
    marks: ['uploadId'],
    headers: [...CHECKSUM_VALUES, 'x-amz-checksum-type', 'x-amz-mp-object-size', 'if-match', 'if-none-match'],
    body: 'document',
  },
} as const satisfies { readonly [name: string]: OperationSpec };

export type OperationName = keyof typeof OPERATIONS;

export const OPERATION_SPECS: ReadonlyMap<OperationName, OperationSpec> = new Map(Object.entries(OPERATIONS) as [OperationName, OperationSpec][]);

import type { AuthorizationRequest } from '../iam/request';
import { abortMultipartUpload } from './contexts/abort-multipart-upload';
import { completeMultipartUpload } from './contexts/complete-multipart-upload';
import { copyObject } from './contexts/copy-object';
import { createMultipartUpload } from './contexts/create-multipart-upload';
import { deleteBucket } from './contexts/delete-bucket';
import { deleteObject } from './contexts/delete-object';
import { deleteObjectTagging } from './contexts/delete-object-tagging';
import { deleteObjects } from './contexts/delete-objects';
import { getBucketCors } from './contexts/get-bucket-cors';
import { getBucketEncryption } from './contexts/get-bucket-encryption';
import { getBucketLocation } from './contexts/get-bucket-location';
import { getBucketOwnershipControls } from './contexts/get-bucket-ownership-controls';
import { getBucketPolicy } from './contexts/get-bucket-policy';
import { getBucketTagging } from './contexts/get-bucket-tagging';
import { getBucketVersioning } from './contexts/get-bucket-versioning';
import { getObject } from './contexts/get-object';
import { getObjectTagging } from './contexts/get-object-tagging';
import { getPublicAccessBlock } from './contexts/get-public-access-block';
import { headBucket } from './contexts/head-bucket';
import { keyUses } from './contexts/key-uses';
import { listBuckets } from './contexts/list-buckets';
import { listMultipartUploads } from './contexts/list-multipart-uploads';
import { listObjects } from './contexts/list-objects';
import { listParts } from './contexts/list-parts';
import { putObject } from './contexts/put-object';
import { putObjectTagging } from './contexts/put-object-tagging';
import type { Scope } from './contexts/scope';
import { uploadPart } from './contexts/upload-part';
import { uploadPartCopy } from './contexts/upload-part-copy';
import type { OperationName } from './request/operations';
import type { S3Request } from './request/s3-request';

type ContextBuilder = (request: S3Request, scope: Scope) => AuthorizationRequest[];

const BUILDERS: Readonly<Record<OperationName, ContextBuilder>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateMultipartUpload: createMultipartUpload,
  DeleteBucket: deleteBucket,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  DeleteObjectTagging: deleteObjectTagging,
  GetBucketCors: getBucketCors,
  GetBucketEncryption: getBucketEncryption,
  GetBucketLocation: getBucketLocation,
  GetBucketOwnershipControls: getBucketOwnershipControls,
  GetBucketPolicy: getBucketPolicy,
  GetBucketTagging: getBucketTagging,
  GetBucketVersioning: getBucketVersioning,
  GetObject: getObject,
  GetObjectTagging: getObjectTagging,
  GetPublicAccessBlock: getPublicAccessBlock,
  HeadBucket: headBucket,
  HeadObject: getObject,
  ListBuckets: listBuckets,
  ListMultipartUploads: listMultipartUploads,
  ListObjects: listObjects,
  ListObjectsV2: listObjects,
  ListParts: listParts,
  PutObject: putObject,
  PutObjectTagging: putObjectTagging,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
};

/**
 * The IAM actions that a request is, on which resources, with which condition keys, and the uses of keys of KMS that follow
 * from them. Every one must be allowed.
 */
export function actionRequests(request: S3Request, scope: Scope): AuthorizationRequest[] {
  const actions = BUILDERS[request.operation](request, scope);
  return [...actions, ...keyUses(request, actions, scope)];
}

/** What it takes to learn that a key is missing (Amazon S3 API Reference, GetObject, Permissions). */
export function missingKeyRequests(bucket: string, scope: Scope): AuthorizationRequest[] {
  return headBucket({ bucket }, scope);
}

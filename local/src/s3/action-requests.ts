import type { AuthorizationRequest } from '../iam/request';
import { abortMultipartUpload } from './contexts/abort-multipart-upload';
import { completeMultipartUpload } from './contexts/complete-multipart-upload';
import { copyObject } from './contexts/copy-object';
import { createMultipartUpload } from './contexts/create-multipart-upload';
import { deleteObject } from './contexts/delete-object';
import { deleteObjectTagging } from './contexts/delete-object-tagging';
import { deleteObjects } from './contexts/delete-objects';
import { getBucketLocation } from './contexts/get-bucket-location';
import { getObject } from './contexts/get-object';
import { getObjectTagging } from './contexts/get-object-tagging';
import { headBucket } from './contexts/head-bucket';
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
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  DeleteObjectTagging: deleteObjectTagging,
  GetBucketLocation: getBucketLocation,
  GetObject: getObject,
  GetObjectTagging: getObjectTagging,
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

/** The IAM actions that a request is, on which resources, with which condition keys. Every one must be allowed. */
export function actionRequests(request: S3Request, scope: Scope): AuthorizationRequest[] {
  return BUILDERS[request.operation](request, scope);
}

/** What it takes to learn that a key is missing (Amazon S3 API Reference, GetObject, Permissions). */
export function missingKeyRequests(bucket: string, scope: Scope): AuthorizationRequest[] {
  return headBucket({ bucket }, scope);
}

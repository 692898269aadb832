import { getBucketCors } from './get-bucket-cors';
import { getBucketEncryption } from './get-bucket-encryption';
import { getBucketOwnershipControls } from './get-bucket-ownership-controls';
import { getBucketPolicy } from './get-bucket-policy';
import { getBucketTagging } from './get-bucket-tagging';
import { getBucketVersioning } from './get-bucket-versioning';
import { getPublicAccessBlock } from './get-public-access-block';
import type { Answer } from '../answer';
import type { Bucket } from '../../../s3/bucket';
import type { OperationName } from '../../../s3/request/operations';

/** Reads of what a bucket was deployed with: they need its settings alone. */
export const BUCKET_SETTINGS = {
  GetBucketCors: getBucketCors,
  GetBucketEncryption: getBucketEncryption,
  GetBucketOwnershipControls: getBucketOwnershipControls,
  GetBucketPolicy: getBucketPolicy,
  GetBucketTagging: getBucketTagging,
  GetBucketVersioning: getBucketVersioning,
  GetPublicAccessBlock: getPublicAccessBlock,
} as const satisfies { readonly [operation in OperationName]?: (bucket: Bucket) => Answer };

export type SettingsOperation = keyof typeof BUCKET_SETTINGS;

export function isSettingsOperation(operation: OperationName): operation is SettingsOperation {
  return Object.hasOwn(BUCKET_SETTINGS, operation);
}

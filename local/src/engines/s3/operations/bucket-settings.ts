import type { Bucket } from '../../../s3/bucket';
import { S3Error } from '../../../s3/errors';
import type { OperationName } from '../../../s3/operations';
import { xmlAnswer, type Answer } from '../answer';

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

function getBucketCors({ name, corsRules }: Bucket): Answer {
  if (corsRules.length === 0) throw new S3Error('NoSuchCORSConfiguration', 'The CORS configuration does not exist', 404, { BucketName: name });
  return xmlAnswer('CORSConfiguration', {
    CORSRule: corsRules.map((rule) => ({
      ID: rule.id,
      AllowedHeader: rule.allowedHeaders,
      AllowedMethod: rule.allowedMethods,
      AllowedOrigin: rule.allowedOrigins,
      ExposeHeader: rule.exposedHeaders,
      MaxAgeSeconds: rule.maxAge,
    })),
  });
}

/** Every bucket has one: S3's own keys where nothing else is said. The key of KMS is told as it was given. */
function getBucketEncryption({ encryption: { algorithm, kmsKey, bucketKeyEnabled } }: Bucket): Answer {
  return xmlAnswer('ServerSideEncryptionConfiguration', {
    Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID: kmsKey?.givenAs }, BucketKeyEnabled: bucketKeyEnabled },
  });
}

function getBucketOwnershipControls({ ownership }: Bucket): Answer {
  return xmlAnswer('OwnershipControls', { Rule: { ObjectOwnership: ownership } });
}

/** The document itself, not XML. */
function getBucketPolicy({ name, policy }: Bucket): Answer {
  if (policy === undefined) throw new S3Error('NoSuchBucketPolicy', 'The bucket policy does not exist', 404, { BucketName: name });
  return { status: 200, headers: { 'content-type': 'application/json' }, content: Buffer.from(JSON.stringify(policy)) };
}

/** Those of the template and the stack, without the `aws:cloudformation:…` that CloudFormation adds. */
function getBucketTagging({ name, tags }: Bucket): Answer {
  if (tags.size === 0) throw new S3Error('NoSuchTagSet', 'The TagSet does not exist', 404, { BucketName: name });
  return xmlAnswer('Tagging', { TagSet: { Tag: [...tags].map(([Key, Value]) => ({ Key, Value })) } });
}

/** Nothing where it was never set. */
function getBucketVersioning({ versioning }: Bucket): Answer {
  return xmlAnswer('VersioningConfiguration', { Status: versioning });
}

function getPublicAccessBlock({ publicAccessBlock }: Bucket): Answer {
  return xmlAnswer('PublicAccessBlockConfiguration', { ...publicAccessBlock });
}

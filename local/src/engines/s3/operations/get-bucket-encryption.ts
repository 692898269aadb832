import { xmlAnswer, type Answer } from '../answer';
import type { Bucket } from '../../../s3/bucket';

/** Every bucket has one: S3's own keys where nothing else is said. The key of KMS is told as it was given. */
export function getBucketEncryption({ encryption: { algorithm, kmsKey, bucketKeyEnabled } }: Bucket): Answer {
  return xmlAnswer('ServerSideEncryptionConfiguration', {
    Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID: kmsKey?.givenAs }, BucketKeyEnabled: bucketKeyEnabled },
  });
}

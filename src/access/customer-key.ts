import type { Allow } from './allow';

/**
 * "In all AWS partitions", those of China too.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
const VIA = 'amazonaws.com';

/**
 * Statement that lets users read and write a table that is encrypted with a key of yours, through
 * DynamoDB only and for that table only.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
 */
export function tableKeyStatement(keyArn: string, region: string, tableName: string): Allow {
  return {
    actions: ['kms:Decrypt'],
    resourceArns: [keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': `dynamodb.${region}.${VIA}`,
        'kms:EncryptionContext:aws:dynamodb:tableName': tableName,
      },
    },
  };
}

/**
 * Statement that lets users read and write a bucket that is encrypted with a key of yours, through S3 only.
 *
 * @param context what S3 binds the data key to: the bucket's ARN where it has a bucket key, else the object's
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function bucketKeyStatement(keyArn: string, region: string, context: string[], writes: boolean): Allow {
  return {
    // A multipart upload reads back what it encrypted.
    actions: ['kms:Decrypt', ...(writes ? ['kms:GenerateDataKey'] : [])],
    resourceArns: [keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `s3.${region}.${VIA}` },
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': context },
    },
  };
}

import type { Answer } from '../answer';
import type { Bucket } from '../../../s3/bucket';
import { S3Error } from '../../../s3/errors';

/** The document itself, not XML. */
export function getBucketPolicy({ name, policy }: Bucket): Answer {
  if (policy === undefined) throw new S3Error('NoSuchBucketPolicy', 'The bucket policy does not exist', 404, { BucketName: name });
  return { status: 200, headers: { 'content-type': 'application/json' }, content: Buffer.from(JSON.stringify(policy)) };
}

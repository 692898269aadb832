import { xmlAnswer, type Answer } from '../answer';
import type { Bucket } from '../../../s3/bucket';
import { S3Error } from '../../../s3/errors';

/** Those of the template and the stack, without the `aws:cloudformation:…` that CloudFormation adds. */
export function getBucketTagging({ name, tags }: Bucket): Answer {
  if (tags.size === 0) throw new S3Error('NoSuchTagSet', 'The TagSet does not exist', 404, { BucketName: name });
  return xmlAnswer('Tagging', { TagSet: { Tag: [...tags].map(([Key, Value]) => ({ Key, Value })) } });
}

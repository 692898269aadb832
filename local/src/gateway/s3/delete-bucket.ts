import { NotDeleted, type Stacks } from '../../cloudformation';
import type { Answer } from '../../engines/s3/answer';
import type { PermittedS3Request } from '../../engines/s3/s3-engine';
import { noSuchBucket, S3Error } from '../../s3';

/** Buckets are made by stacks: only one that a stack let go of can be deleted by itself. */
export async function deleteBucket({ request: { bucket: name } }: PermittedS3Request, stacks: Stacks): Promise<Answer> {
  await stacks.inTurn(() => stacks.deleteRetained(['AWS::S3::Bucket'], name)).catch((error: unknown) => { throw asS3Error(error, name); });
  return { status: 204, headers: {} };
}

function asS3Error(error: unknown, BucketName: string): unknown {
  if (!(error instanceof NotDeleted)) return error;
  switch (error.reason) {
    case 'missing': return noSuchBucket(BucketName);
    case 'inUse': return new S3Error('InvalidBucketState', `The request is not valid for the current state of the bucket: ${error.message}`, 409, { BucketName });
    case 'protected': return new S3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, { BucketName });
  }
}

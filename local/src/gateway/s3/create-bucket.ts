import { AssemblyError } from '../../assembly';
import { NotMade, type Stacks } from '../../cloudformation';
import type { Answer } from '../../engines/s3/answer';
import type { PermittedS3Request } from '../../engines/s3/s3-engine';
import { assertPlace, S3Error, type Location } from '../../s3';

const OWNERSHIP_HEADER = 'x-amz-object-ownership';

/** A bucket that belongs to no stack, for what an app imports. */
export async function createBucket({ request }: PermittedS3Request, stacks: Stacks, location: Location): Promise<Answer> {
  const { bucket: name, body, headers } = request;
  assertPlace(body, location);
  const ownership = headers.get(OWNERSHIP_HEADER);
  const properties = { BucketName: name, ...ownership !== undefined && { OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] } } };
  await stacks.inTurn(() => stacks.make({ type: 'AWS::S3::Bucket', physicalId: name, properties })).catch((error: unknown) => { throw asS3Error(error, name); });
  return { status: 200, headers: { location: `/${name}` } };
}

function asS3Error(error: unknown, BucketName: string): unknown {
  if (error instanceof NotMade) {
    return new S3Error('BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.', 409, { BucketName });
  }
  return error instanceof AssemblyError ? new S3Error('InvalidArgument', error.message) : error;
}

import type { ObjectName } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import { keyUse } from '../../kms';
import { bucketArn } from '../bucket';
import { kmsKeyOf, objectEncryption, type ObjectKmsKey } from '../encryption';
import { noSuchBucket } from '../errors';
import type { S3Request } from '../request/s3-request';

type KeyAction = Parameters<typeof keyUse>[0];

/**
 * What S3 asks of KMS, on behalf of the caller, for the actions that a request is: Decrypt for what is read, GenerateDataKey
 * for what is written, and both for what is written in parts. Asked each time: on AWS an S3 Bucket Key, once fetched for a
 * caller, spares the question for a while. HeadObject and `If-Match` are asked for Decrypt like any read; AWS documents that
 * only for the checksum of an object.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export function keyUses(request: S3Request, actions: readonly AuthorizationRequest[], scope: Scope): AuthorizationRequest[] {
  return actions.flatMap(({ action, resource, context }) => {
    switch (action) {
      case 's3:GetObject':
      case 's3:GetObjectVersion': {
        const read = objectNamed(resource, context.get('s3:versionid') as string | undefined);
        return ofKey(scope.kmsKeyOf(read), ['Decrypt'], read, resource, scope);
      }
      case 's3:PutObject': return ofKey(writtenWith(request, scope), writing(request), request, resource, scope);
      default: return [];
    }
  });
}

/** Amazon S3 User Guide, "Encryption context": the bucket with an S3 Bucket Key, else the object. */
function ofKey(
  key: ObjectKmsKey | undefined, actions: readonly KeyAction[], { bucket }: ObjectName, objectArn: string, { location }: Scope,
): AuthorizationRequest[] {
  if (key === undefined) return [];
  const context = { 'aws:s3:arn': key.bucketKeyEnabled ? bucketArn(bucket, location) : objectArn };
  return actions.map((action) => keyUse(action, key.arn, context));
}

/** What is written in parts is begun (`uploads`) and goes on (`uploadId`). */
function writing({ parameters }: S3Request): readonly KeyAction[] {
  return parameters.has('uploads') || parameters.has('uploadId') ? ['GenerateDataKey', 'Decrypt'] : ['GenerateDataKey'];
}

/** The object of an ARN. */
function objectNamed(arn: string, versionId: string | undefined): ObjectName {
  const [, bucket, key] = /^arn:[^:]+:s3:::([^/]+)\/(.*)$/s.exec(arn)!;
  return { bucket, key, versionId };
}

/** Parts go where their upload was begun. */
function writtenWith({ bucket, key, parameters, headers }: S3Request, { buckets, kmsKeyOf: storedWith }: Scope): ObjectKmsKey | undefined {
  const uploadId = parameters.get('uploadId');
  if (uploadId !== undefined) return storedWith({ bucket, key, uploadId });
  const settings = buckets.get(bucket);
  if (settings === undefined) throw noSuchBucket(bucket);
  return kmsKeyOf(objectEncryption(headers, settings));
}

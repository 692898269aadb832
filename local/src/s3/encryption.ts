import { invalidArgument, notImplemented } from './errors';

/** A key of KMS that is one of the customer's own. */
export interface BucketKmsKey {
  readonly arn: string;
  /** As the bucket names it: by its id, its ARN or an alias. */
  readonly givenAs: string;
  readonly aliases: readonly string[];
}

/** How a bucket encrypts objects: with S3's own keys, with AWS's key in KMS, or with a key of the customer's own there. */
export interface BucketEncryption {
  readonly algorithm: 'AES256' | 'aws:kms';
  readonly kmsKey?: BucketKmsKey;
  /** Whether an S3 Bucket Key comes between the key of KMS and those of the objects. */
  readonly bucketKeyEnabled: boolean;
}

/** The customer's key that an object is encrypted with. */
export interface ObjectKmsKey {
  readonly arn: string;
  readonly bucketKeyEnabled: boolean;
}

type Headers = ReadonlyMap<string, string>;

export const ENCRYPTION = 'x-amz-server-side-encryption';
export const KMS_KEY_ID = 'x-amz-server-side-encryption-aws-kms-key-id';
const BUCKET_KEY_ENABLED = 'x-amz-server-side-encryption-bucket-key-enabled';

/**
 * The headers that tell how an object will be encrypted that a request makes: as the bucket says, or with S3's own keys.
 * Throws for any other key than the bucket's own.
 */
export function objectEncryption(request: Headers, { encryption }: { readonly encryption: BucketEncryption }): Map<string, string> {
  const { algorithm, kmsKey, bucketKeyEnabled } = asked(request, encryption) ?? encryption;
  return new Map([
    [ENCRYPTION, algorithm],
    ...kmsKey === undefined ? [] : [[KMS_KEY_ID, kmsKey.arn] as const],
    ...algorithm === 'aws:kms' && bucketKeyEnabled ? [[BUCKET_KEY_ENABLED, 'true'] as const] : [],
  ]);
}

/** What the headers of an object say of its encryption. */
export function kmsKeyOf(headers: Headers): ObjectKmsKey | undefined {
  const arn = headers.get(KMS_KEY_ID);
  return arn === undefined ? undefined : { arn, bucketKeyEnabled: headers.get(BUCKET_KEY_ENABLED) === 'true' };
}

export function isEncryptionHeader(name: string): boolean {
  return name.startsWith(ENCRYPTION);
}

/** What the request says itself, if it says anything. */
function asked(request: Headers, encryption: BucketEncryption): BucketEncryption | undefined {
  const [algorithm, keyId] = [request.get(ENCRYPTION), request.get(KMS_KEY_ID)];
  if (keyId !== undefined && algorithm !== 'aws:kms') {
    throw invalidArgument(`Server Side Encryption with AWS KMS managed key requires HTTP header ${ENCRYPTION} : aws:kms`, ENCRYPTION, algorithm ?? 'null');
  }
  if (algorithm === undefined) return undefined;
  if (algorithm === 'AES256') return { algorithm, bucketKeyEnabled: false };
  if (algorithm !== 'aws:kms' || !isOwnKey(keyId, encryption)) throw notImplemented('encryption with another key of KMS than that of the bucket');
  return encryption;
}

/** Without an id it is AWS's own key that is meant (Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys"). */
function isOwnKey(keyId: string | undefined, { algorithm, kmsKey }: BucketEncryption): boolean {
  if (kmsKey === undefined) return algorithm === 'aws:kms' && keyId === undefined;
  if (keyId === undefined) return false;
  const { arn, givenAs, aliases } = kmsKey;
  const [prefix, id] = [arn.slice(0, arn.lastIndexOf(':') + 1), arn.slice(arn.lastIndexOf('/') + 1)];
  return [arn, id, givenAs, ...aliases, ...aliases.map((alias) => prefix + alias)].includes(keyId);
}

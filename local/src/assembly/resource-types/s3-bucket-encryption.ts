import { refuse } from './properties';
import type { Resource } from './resource-type';
import type { BucketEncryption } from '../../s3';
import type { AccountBuilder } from '../declarations';
import { aliasesOf, encryptionKeyArn, findKey } from '../encryption-key';
import { isObject, type JsonObject } from '../json';

const PROPERTY = 'BucketEncryption';

/** Without a key of the customer's own, which may be declared later. */
export function bucketEncryption(resource: Resource): BucketEncryption {
  if (resource.property(PROPERTY) === undefined) return { algorithm: 'AES256', bucketKeyEnabled: false };
  const { ServerSideEncryptionByDefault: byDefault, BucketKeyEnabled } = ruleOf(resource);
  const { SSEAlgorithm: algorithm, KMSMasterKeyID } = isObject(byDefault) ? byDefault : {};
  if (algorithm !== 'AES256' && algorithm !== 'aws:kms') {
    return refuse(resource, PROPERTY, resource.property(PROPERTY), 'one rule with SSEAlgorithm AES256 or aws:kms');
  }
  if (KMSMasterKeyID !== undefined && algorithm === 'AES256') {
    refuse(resource, `${PROPERTY}.KMSMasterKeyID`, KMSMasterKeyID, 'SSEAlgorithm aws:kms beside it');
  }
  return { algorithm, bucketKeyEnabled: String(BucketKeyEnabled) === 'true' };
}

/** Gives a bucket its key, once all keys are declared. */
export function findKmsKey(resource: Resource, name: string, account: AccountBuilder): void {
  const byDefault = resource.property(PROPERTY) === undefined ? undefined : ruleOf(resource).ServerSideEncryptionByDefault;
  const givenAs = isObject(byDefault) ? byDefault.KMSMasterKeyID : undefined;
  if (givenAs === undefined) return;
  const arn = encryptionKeyArn(resource, `${PROPERTY}.KMSMasterKeyID`, givenAs, account);
  const key = findKey(arn, resource.environment, account);
  const aliases = key === undefined ? [] : aliasesOf(key, resource.environment, account);
  const bucket = account.buckets.get(name)!;
  account.buckets.set(name, { ...bucket, encryption: { ...bucket.encryption, kmsKey: { arn, givenAs: String(givenAs), aliases } } });
}

function ruleOf(resource: Resource): JsonObject {
  const property = resource.property(PROPERTY);
  const rules = isObject(property) ? property.ServerSideEncryptionConfiguration : undefined;
  const [rule] = Array.isArray(rules) && rules.length === 1 ? rules as unknown[] : [];
  return isObject(rule) ? rule : refuse(resource, PROPERTY, property, 'one rule with SSEAlgorithm AES256 or aws:kms');
}

import { onlyProperties, optionalText, refuse } from './properties';
import type { Identity, Resource, ResourceType } from './resource-type';
import { bucketEncryption, findKmsKey } from './s3-bucket-encryption';
import { corsRules } from './s3-cors-rules';
import { tagsOf } from './tags';
import type { Bucket, ObjectOwnership, PublicAccessBlock } from '../../s3';
import { isObject } from '../json';

const MAX_NAME_LENGTH = 63;
const LOOKED_AT = [
  'BucketName', 'CorsConfiguration', 'BucketEncryption', 'OwnershipControls', 'AccessControl', 'PublicAccessBlockConfiguration', 'Tags',
  'VersioningConfiguration',
];

/** What changes neither answers nor decisions here: nothing expires, and nobody counts. */
const HARMLESS = [
  'AnalyticsConfigurations', 'IntelligentTieringConfigurations', 'InventoryConfigurations', 'LifecycleConfiguration', 'LoggingConfiguration',
  'MetricsConfigurations',
];

/** Amazon S3 User Guide, "General purpose bucket naming rules". */
function identifyBucket(resource: Resource): Identity {
  const { partition, region, urlSuffix } = resource.environment;
  const name = optionalText(resource, 'BucketName') ?? resource.physicalName(MAX_NAME_LENGTH).toLowerCase();
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || name.includes('..') || /^\d+\.\d+\.\d+\.\d+$/.test(name)) {
    refuse(resource, 'BucketName', name, '3 to 63 lower-case letters, digits, dots or hyphens');
  }
  return {
    ref: name,
    attributes: {
      Arn: `arn:${partition}:s3:::${name}`,
      DomainName: `${name}.s3.${urlSuffix}`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.${urlSuffix}`,
      RegionalDomainName: `${name}.s3.${region}.${urlSuffix}`,
    },
  };
}

function ownership(resource: Resource): ObjectOwnership {
  const found = ownershipControls(resource);
  refuseAcls(resource, found);
  return found;
}

/** LogDeliveryWrite lets the service that writes logs in, and nobody else (Amazon S3 User Guide, "Access control list (ACL) overview", "Canned ACL"). */
function refuseAcls(resource: Resource, objectOwnership: ObjectOwnership): void {
  const accessControl = optionalText(resource, 'AccessControl') ?? 'Private';
  const taken = objectOwnership === 'BucketOwnerEnforced' ? ['Private'] : ['Private', 'LogDeliveryWrite'];
  if (taken.includes(accessControl)) return;
  const why = accessControl === 'LogDeliveryWrite' ? 'with BucketOwnerEnforced a bucket takes no other' : 'the local cloud does not evaluate ACLs';
  refuse(resource, 'AccessControl', accessControl, `${taken.join(' or ')}: ${why}`);
}

function ownershipControls(resource: Resource): ObjectOwnership {
  const property = resource.property('OwnershipControls');
  if (property === undefined) return 'BucketOwnerEnforced';
  const rules = isObject(property) && Array.isArray(property.Rules) ? property.Rules as unknown[] : [];
  const [rule] = rules;
  const found = rules.length === 1 && isObject(rule) ? rule.ObjectOwnership : undefined;
  if (found === 'BucketOwnerEnforced' || found === 'BucketOwnerPreferred' || found === 'ObjectWriter') return found;
  return refuse(resource, 'OwnershipControls', property, 'one rule with BucketOwnerEnforced, BucketOwnerPreferred or ObjectWriter');
}

function versioning(resource: Resource): Bucket['versioning'] {
  const property = resource.property('VersioningConfiguration');
  if (property === undefined) return undefined;
  const status = isObject(property) ? property.Status : undefined;
  if (status === 'Enabled' || status === 'Suspended') return status;
  return refuse(resource, 'VersioningConfiguration', property, 'Status Enabled or Suspended');
}

/** All of it where nothing is said: the default of new buckets (Amazon S3 User Guide, "Default settings for new S3 buckets FAQ"). */
function publicAccessBlock(resource: Resource): PublicAccessBlock {
  const property = resource.property('PublicAccessBlockConfiguration');
  if (property !== undefined && !isObject(property)) return refuse(resource, 'PublicAccessBlockConfiguration', property, 'an object');
  const setting = (name: keyof PublicAccessBlock) => property === undefined || String(property[name]) === 'true';
  return {
    BlockPublicAcls: setting('BlockPublicAcls'),
    IgnorePublicAcls: setting('IgnorePublicAcls'),
    BlockPublicPolicy: setting('BlockPublicPolicy'),
    RestrictPublicBuckets: setting('RestrictPublicBuckets'),
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucket: ResourceType = {
  replacedOn: ['BucketName'],
  namedBy: 'BucketName',
  identify: identifyBucket,
  declare: (resource, { ref, attributes }, account) => {
    onlyProperties(resource, LOOKED_AT, HARMLESS);
    if (account.buckets.has(ref)) refuse(resource, 'BucketName', ref, 'a name of its own');
    account.buckets.set(ref, {
      name: ref,
      arn: attributes.Arn,
      corsRules: corsRules(resource),
      encryption: bucketEncryption(resource),
      ownership: ownership(resource),
      publicAccessBlock: publicAccessBlock(resource),
      versioning: versioning(resource),
      tags: tagsOf(resource),
    });
    account.afterwards.push(() => findKmsKey(resource, ref, account));
  },
};

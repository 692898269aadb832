import { onlyProperties, optionalText, refuse } from './properties';
import type { Identity, Resource, ResourceType } from './resource-type';
import { corsRules } from './s3-cors-rules';
import type { Bucket } from '../../s3';
import { isObject } from '../json';

const MAX_NAME_LENGTH = 63;
const LOOKED_AT = ['BucketName', 'CorsConfiguration', 'BucketEncryption', 'OwnershipControls', 'AccessControl'];

/** What changes neither answers nor decisions here: nobody is anonymous, nothing expires, and old versions are not served. */
const HARMLESS = [
  'AnalyticsConfigurations', 'IntelligentTieringConfigurations', 'InventoryConfigurations', 'LifecycleConfiguration', 'LoggingConfiguration',
  'MetricsConfigurations', 'PublicAccessBlockConfiguration', 'Tags', 'VersioningConfiguration',
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

function encryption(resource: Resource): Bucket['encryption'] {
  const property = resource.property('BucketEncryption');
  if (property === undefined) return 'AES256';
  const rules = isObject(property) ? property.ServerSideEncryptionConfiguration : undefined;
  const [rule] = Array.isArray(rules) && rules.length === 1 ? rules as unknown[] : [];
  const byDefault = isObject(rule) && isObject(rule.ServerSideEncryptionByDefault) ? rule.ServerSideEncryptionByDefault : {};
  const algorithm = byDefault.SSEAlgorithm;
  if (byDefault.KMSMasterKeyID !== undefined) {
    refuse(resource, 'BucketEncryption.KMSMasterKeyID', byDefault.KMSMasterKeyID, 'no key of your own: the local cloud does not evaluate key policies');
  }
  return algorithm === 'AES256' || algorithm === 'aws:kms' ? algorithm : refuse(resource, 'BucketEncryption', property, 'one rule with SSEAlgorithm AES256 or aws:kms');
}

function aclsEnabled(resource: Resource): boolean {
  const accessControl = optionalText(resource, 'AccessControl');
  if (accessControl !== undefined && accessControl !== 'Private') {
    refuse(resource, 'AccessControl', accessControl, 'Private: the local cloud does not evaluate ACLs');
  }
  const property = resource.property('OwnershipControls');
  if (property === undefined) return false;
  const rules = isObject(property) && Array.isArray(property.Rules) ? property.Rules as unknown[] : [];
  const [rule] = rules;
  const ownership = rules.length === 1 && isObject(rule) ? rule.ObjectOwnership : undefined;
  if (ownership !== 'BucketOwnerEnforced' && ownership !== 'BucketOwnerPreferred' && ownership !== 'ObjectWriter') {
    refuse(resource, 'OwnershipControls', property, 'one rule with BucketOwnerEnforced, BucketOwnerPreferred or ObjectWriter');
  }
  return ownership !== 'BucketOwnerEnforced';
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucket: ResourceType = {
  identify: identifyBucket,
  declare: (resource, { ref, attributes }, account) => {
    onlyProperties(resource, LOOKED_AT, HARMLESS);
    if (account.buckets.has(ref)) refuse(resource, 'BucketName', ref, 'a name of its own');
    account.buckets.set(ref, {
      name: ref, arn: attributes.Arn, corsRules: corsRules(resource), encryption: encryption(resource), aclsEnabled: aclsEnabled(resource),
    });
  },
};

import { isInertType } from '../../assembly';

/** CDK's own, whose functions are known to say nothing about who may do what. */
const CUSTOM: ReadonlySet<string> = new Set([
  'Custom::AWSCDKCfnJson',
  'Custom::AWSCDKCfnJsonStringify',
  'Custom::CDKBucketDeployment',
  'Custom::CloudwatchLogResourcePolicy',
  'Custom::LogRetention',
  'Custom::S3AutoDeleteObjects',
  'Custom::S3BucketNotifications',
  'Custom::VpcRestrictDefaultSG',
]);

/** KMS is taken to allow. IAM's users, groups and what EC2 has are nobody whom a web identity becomes. */
const OF_OTHERS = /^AWS::(KMS::.+|IAM::(AccessKey|Group|GroupPolicy|InstanceProfile|ServerCertificate|ServiceLinkedRole|User|UserPolicy|UserToGroupAddition|VirtualMFADevice))$/;

/** Read before all others (`idTagsOf`); a policy that asks for a tag which is not known then counts as unread itself. */
const PRINCIPAL_TAGS = 'AWS::Cognito::IdentityPoolPrincipalTag';

/** Made by code that nobody reads here. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/** Whether resources of a type, though custom or permissions, change nothing for users of a web identity. */
export function isHarmless(type: string): boolean {
  return CUSTOM.has(type) || OF_OTHERS.test(type) || type === PRINCIPAL_TAGS;
}

/** Custom resources that the local cloud knows and does not run: nobody knows what refers to them, nor their attributes. */
export function answersAtDeployment(type: string): boolean {
  return isCustom(type) && isInertType(type);
}

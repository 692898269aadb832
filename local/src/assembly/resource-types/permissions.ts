import { isObject, type JsonObject } from '../json';

/** Services all of whose resources say who may do what, or who is who. */
const SERVICES: ReadonlySet<string> = new Set([
  'AWS::IAM', 'AWS::KMS', 'AWS::LakeFormation', 'AWS::RAM', 'AWS::RolesAnywhere', 'AWS::SSO', 'AWS::VerifiedPermissions',
  // SAM makes roles and permissions of them.
  'AWS::Serverless',
]);

/** Templates of their own, with whatever is in them; groups that tokens take their roles from; whose keys stand for whom. */
const TYPES: ReadonlySet<string> = new Set(['AWS::CloudFormation::Stack', 'AWS::CloudFormation::StackSet', 'AWS::Cognito::UserPoolGroup', 'AWS::EKS::AccessEntry']);

/** How such types are called, a policy of whatever resource among them, and modules, which are templates. One that nobody has heard of yet counts, too. */
const NAME = /Polic(?:y|ies)|Permission|Grant|Role|Principal|AccessPoint|AccessControl|Authorization|DataAccessor|PodIdentity|ResourceShare|OpenIdConnect|Oidc|^MODULE$/i;

/** Called so, but no permissions of IAM: how things are scaled, cached, routed, kept or licensed. */
const HARMLESS: ReadonlySet<string> = new Set([
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::AutoScaling::ScalingPolicy',
  'AWS::Batch::SchedulingPolicy',
  'AWS::Bedrock::AutomatedReasoningPolicy',
  'AWS::Bedrock::AutomatedReasoningPolicyVersion',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::ContinuousDeploymentPolicy',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::DLM::LifecyclePolicy',
  'AWS::EC2::TransitGatewayMeteringPolicy',
  'AWS::EC2::TransitGatewayMeteringPolicyEntry',
  'AWS::FMS::Policy',
  'AWS::IVS::PlaybackRestrictionPolicy',
  'AWS::ImageBuilder::LifecyclePolicy',
  'AWS::LicenseManager::Grant',
  'AWS::Logs::AccountPolicy',
  'AWS::NetworkFirewall::FirewallPolicy',
  'AWS::OpenSearchServerless::LifecyclePolicy',
  'AWS::PCAConnectorAD::ServicePrincipalName',
  'AWS::ResilienceHub::ResiliencyPolicy',
  'AWS::SES::MailManagerTrafficPolicy',
  'AWS::SecurityHub::ConfigurationPolicy',
  'AWS::SecurityHub::PolicyAssociation',
]);

/**
 * Whether resources of a type say who may do what: without them, what is decided here is not what AWS decides.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
export function carriesPermissions(type: string): boolean {
  if (HARMLESS.has(type)) return false;
  const [vendor, service, ...name] = type.split('::');
  return SERVICES.has(`${vendor}::${service}`) || TYPES.has(type) || NAME.test(name.at(-1) ?? service ?? '');
}

/** Whether a value of a property is, or holds, a policy of IAM. */
export function holdsPolicy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsPolicy);
  return isObject(value) && (isPolicy(value) || Object.values(value).some(holdsPolicy));
}

function isPolicy({ Statement }: JsonObject): boolean {
  return [Statement].flat().some((statement) => isObject(statement) && 'Effect' in statement && ('Action' in statement || 'NotAction' in statement));
}

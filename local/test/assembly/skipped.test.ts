import { messageOf, one, stack } from './support';
import { resolveAccount } from '../../src/assembly';
import { knownType, knownTypeOrSkipped } from '../../src/assembly/resource-types';

const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };

const skipping = (template: object) => resolveAccount([stack('A', template)], knownTypeOrSkipped);

test.each([
  'AWS::IoT::Thing', 'AWS::MediaConvert::Queue', 'AWS::DLM::LifecyclePolicy', 'AWS::ImageBuilder::LifecyclePolicy', 'AWS::FMS::Policy',
  'AWS::NetworkFirewall::FirewallPolicy', 'AWS::PCAConnectorAD::ServicePrincipalName', 'AWS::LicenseManager::Grant', 'Custom::Thing',
])('%s is passed over where that is asked for', (type) => {
  expect(skipping(one(type, { Name: { 'Fn::GetAZs': '' } })).resolved.get('A')!.resources()).toHaveLength(1);
  expect(messageOf(() => resolveAccount([stack('A', one(type, {}))], knownType))).toMatch(/; --skip-unknown passes such resources over$/);
});

describe('permissions are never passed over', () => {
  test.each([
    'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy', 'AWS::IAM::GroupPolicy', 'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::SAMLProvider',
    'AWS::KMS::ReplicaKey', 'AWS::S3::AccessPoint', 'AWS::S3::AccessGrant', 'AWS::S3::MultiRegionAccessPointPolicy', 'AWS::S3ObjectLambda::AccessPointPolicy',
    'AWS::S3Express::BucketPolicy', 'AWS::SQS::QueueInlinePolicy',
    'AWS::Kinesis::ResourcePolicy', 'AWS::ECR::RegistryPolicy', 'AWS::SSM::ResourcePolicy', 'AWS::IoT::Policy',
    'AWS::OpenSearchServerless::AccessPolicy', 'AWS::VpcLattice::AuthPolicy', 'AWS::LakeFormation::PrincipalPermissions', 'AWS::RAM::ResourceShare',
    'AWS::SSO::PermissionSet', 'AWS::Organizations::Policy', 'AWS::RolesAnywhere::TrustAnchor', 'AWS::VerifiedPermissions::PolicyStore',
    'AWS::CloudFormation::Stack', 'AWS::CloudFormation::StackSet',
    'AWS::Serverless::Function', 'AWS::Future::SomethingPolicy', 'Example::Iam::RoleGrant::MODULE',
  ])('%s', (type) => {
    expect(messageOf(() => skipping(one(type, {})))).toMatch(new RegExp(`^stack A: It is of type ${type}: it says who may do what`));
    expect(messageOf(() => resolveAccount([stack('A', one(type, {}))], knownType))).not.toContain('--skip-unknown');
  });

  test.each<[string, object]>([
    ['a list of statements', { AccessPolicies: POLICY }],
    ['one statement', { Policy: { Statement: POLICY.Statement[0] } }],
    ['NotAction', { Policy: { Statement: [{ Effect: 'Allow', NotAction: 'x:*', Resource: '*' }] } }],
    ['further down', { Parts: [{ Policies: [{ PolicyName: 'x', PolicyDocument: POLICY }] }] }],
    ['in a function', { Policy: { 'Fn::If': ['Never', POLICY, { Ref: 'AWS::NoValue' }] } }],
  ])('nor in a property: %s', (_, properties) => {
    expect(messageOf(() => skipping(one('AWS::Example::Thing', properties)))).toMatch(/^stack A: It\.\w+: got .*, want no policy in a resource that is passed over/);
  });

  test('what is called alike in a property is no policy', () => {
    expect(() => skipping(one('AWS::Example::Thing', { Statement: 'x', Rules: [{ Statement: { Rate: 1 }, Action: 'Block' }], Policy: null }))).not.toThrow();
  });
});

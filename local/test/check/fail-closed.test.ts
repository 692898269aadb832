import type { JsonObject } from '../../src/assembly';
import { carriesPermissions } from '../../src/assembly/resource-types/permissions';
import { allow, checked, COGNITO, POOL, pool, provider, role, table, TABLE, told } from './template';

const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const APP: JsonObject = { Users: role([allow('dynamodb:GetItem', TABLE, OWN)]), Table: table() };
const OF_COGNITO = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${cognito-identity.amazonaws.com:sub}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const COGNITO_APP: JsonObject = {
  Users: role([allow('dynamodb:GetItem', TABLE, OF_COGNITO)], {
    principal: COGNITO,
    conditions: { 'StringEquals': { 'cognito-identity.amazonaws.com:aud': POOL }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } },
  }),
  Table: table(),
};
const USERS_ARN = { 'Fn::GetAtt': ['Users', 'Arn'] };
const sdk = (service: string, action: string): JsonObject => ({ Type: 'Custom::AWS', Properties: { Create: JSON.stringify({ service, action }) } });
const resource = (Type: string, Properties: JsonObject = {}): JsonObject => ({ Type, Properties });
const statement = (Effect: string, Principal: unknown): JsonObject => ({ PolicyDocument: { Statement: [{ Effect, Principal, Action: 'sns:Publish', Resource: '*' }] } });

test.each<readonly [string, JsonObject]>([
  ['a bucket that is emptied', resource('Custom::S3AutoDeleteObjects', { BucketName: 'my-bucket' })],
  ['days that logs are kept', resource('Custom::LogRetention')],
  ['files that are deployed', resource('Custom::CDKBucketDeployment')],
  ['events of a bucket', resource('Custom::S3BucketNotifications')],
  ['an SDK call that reads', sdk('@aws-sdk/client-iam', 'GetRoleCommand')],
  ['an IAM user', resource('AWS::IAM::User')],
  ['a key, which is taken to allow', resource('AWS::KMS::Key', { KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }] } })],
  ['a function that a service may call', resource('AWS::Lambda::Permission', { FunctionName: 'f', Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' })],
  ['a topic that a service may publish to', resource('AWS::SNS::TopicPolicy', statement('Allow', { Service: 's3.amazonaws.com' }))],
  ['a topic that everybody is kept from', resource('AWS::SNS::TopicPolicy', statement('Deny', '*'))],
  ['a policy of how things scale', resource('AWS::AutoScaling::ScalingPolicy')],
  ['a group without a role', resource('AWS::Cognito::UserPoolGroup')],
  ['a group with a role of the template', resource('AWS::Cognito::UserPoolGroup', { RoleArn: USERS_ARN })],
  ['a type that nobody has heard of, without any policy', resource('AWS::New::Thing', { Name: 'x' })],
])('harmless: %s', (_, more) => {
  const report = checked({ ...APP, More: more });
  expect(told(report)).toEqual([]);
  expect(report.status).toBe('isolated');
});

test.each<readonly [string, JsonObject]>([
  ['a custom resource', resource('Custom::MakePolicy')],
  ['a custom resource under CloudFormation\'s name', resource('AWS::CloudFormation::CustomResource')],
  ...[['iam', 'putRolePolicy'], ['@aws-sdk/client-iam', 'PutRolePolicyCommand'], ['IAM', 'attachRolePolicy'], ['s3', 'putBucketPolicy'], ['STS', 'assumeRole'], ['lambda', 'addPermission'], ['cloudcontrol', 'createResource']]
    .map(([service, action]) => [`an SDK call: ${service} ${action}`, sdk(service, action)] as const),
  ['an SDK call that cannot be read', resource('Custom::AWS', { Create: { 'Fn::ImportValue': 'call' } })],
  ['an SDK call that is none', resource('Custom::AWS', { Create: 'call' })],
  ['a function that everybody may call', resource('AWS::Lambda::Permission', { FunctionName: 'f', Action: 'lambda:InvokeFunction', Principal: '*' })],
  ['a function that the users may call', resource('AWS::Lambda::Permission', { FunctionName: 'f', Action: 'lambda:InvokeFunction', Principal: USERS_ARN })],
  ['a function that nobody knows who may call', resource('AWS::Lambda::Permission', { FunctionName: 'f', Action: 'lambda:InvokeFunction', Principal: { 'Fn::ImportValue': 'who' } })],
  ['a topic that the users may publish to', resource('AWS::SNS::TopicPolicy', statement('Allow', { AWS: [USERS_ARN] }))],
  ['a topic that all but one may publish to', resource('AWS::SNS::TopicPolicy', { PolicyDocument: { Statement: { Effect: 'Allow', NotPrincipal: { AWS: '111111111111' }, Action: '*', Resource: '*' } } })],
  ['a policy of logs, as text, for everybody', resource('AWS::Logs::ResourcePolicy', { PolicyName: 'p', PolicyDocument: JSON.stringify(statement('Allow', { AWS: '*' }).PolicyDocument) })],
  ['a group with a role of elsewhere', resource('AWS::Cognito::UserPoolGroup', { RoleArn: 'arn:aws:iam::123456789012:role/Elsewhere' })],
  ...['AWS::S3::AccessPoint', 'AWS::S3::AccessGrant', 'AWS::S3Tables::TableBucketPolicy', 'AWS::IAM::SAMLProvider', 'AWS::RolesAnywhere::Profile', 'AWS::LakeFormation::Permissions',
    'AWS::Kinesis::ResourcePolicy', 'AWS::IoT::RoleAlias', 'AWS::VerifiedPermissions::Policy', 'AWS::New::ThingPolicy'].map((type) => [type, resource(type)] as const),
  ['a type that nobody has heard of, with a policy in it', resource('AWS::New::Thing', { Access: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } })],
])('never a pass: %s', (_, more) => {
  const report = checked({ ...APP, More: more });
  expect(told(report)).toEqual(['unevaluated unknown-construct: More']);
  expect(report.status).toBe('unevaluated');
});

test('what carries permissions and has no reader is what the local cloud never passes over', () => {
  expect(['AWS::S3::AccessPoint', 'AWS::New::ThingPolicy'].every(carriesPermissions)).toBe(true);
});

test('what a custom resource answers is not known, though the resource itself is harmless', () => {
  const Bucket = { 'Fn::GetAtt': ['Call', 'Name'] };
  const resources = { ...APP, Call: sdk('ssm', 'getParameter'), Users: role([allow('dynamodb:GetItem', TABLE, OWN), allow('s3:GetObject', Bucket)]) };
  expect(told(checked(resources))).toContain('unevaluated unknown-construct: Users Users');
});

test.each<readonly [string, JsonObject]>([
  ['roles', { Roles: { authenticated: 'arn:aws:iam::123456789012:role/Elsewhere' } }],
  ['mappings', { Roles: { authenticated: USERS_ARN }, RoleMappings: { p: { Type: 'Rules', RulesConfiguration: { Rules: [{ Claim: 'a', MatchType: 'Equals', Value: 'b', RoleARN: 'arn:aws:iam::123456789012:role/Elsewhere' }] } } } }],
])('an identity pool that gives a role of elsewhere away is no pass: %s', (_, properties) => {
  const attachment = (more: JsonObject) => resource('AWS::Cognito::IdentityPoolRoleAttachment', { IdentityPoolId: { Ref: 'Pool' }, ...more });
  expect(told(checked({ ...COGNITO_APP, Pool: pool(), Roles: attachment({ Roles: { authenticated: USERS_ARN } }) }))).toEqual([]);
  expect(told(checked({ ...COGNITO_APP, Pool: pool(), Roles: attachment(properties) }))).toEqual(['unevaluated unknown-construct: Roles']);
});

test('the provider of CDK\'s custom resource is read as IAM\'s own', () => {
  const OWN_LOGIN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${login.example.com:sub}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
  const users = (principal: JsonObject) => role([allow('dynamodb:GetItem', TABLE, OWN_LOGIN)], { principal, conditions: { StringEquals: { 'login.example.com:oaud': 'game' } } });
  const custom = resource('Custom::AWSCDKOpenIdConnectProvider', { Url: 'https://login.example.com', ClientIDList: ['game'] });
  // Which apps there are is in the list alone.
  expect(told(checked({ Users: users({ Federated: { Ref: 'Login' } }), Table: table(), Login: custom })))
    .toEqual(told(checked({ Users: users({ Federated: { 'Fn::GetAtt': ['Login', 'Arn'] } }), Table: table(), Login: provider() })));
});

const STAGE = { Parameters: { Given: { Type: 'String', Default: 'GameScores' } } };
const GIVEN = { Ref: 'Given' };

test.each<readonly [string, JsonObject, readonly string[]]>([
  ['a trust policy', { ...APP, Users: role([allow('dynamodb:GetItem', TABLE, OWN)], { conditions: { StringEquals: { 'www.amazon.com:app_id': GIVEN } } }) }, ['unevaluated unknown-construct: Users']],
  ['a statement\'s resource', { ...APP, Users: role([allow('dynamodb:GetItem', { 'Fn::Sub': 'arn:aws:dynamodb:us-east-1:123456789012:table/${Given}' }, OWN)]) }, ['unevaluated unknown-construct: Users Users']],
  ['a condition', { ...APP, Users: role([allow('dynamodb:GetItem', TABLE, { StringEquals: { 'dynamodb:LeadingKeys': [GIVEN] } })]) }, ['unevaluated unknown-construct: Users Users']],
  ['the name of a table', { ...APP, Table: table({ TableName: GIVEN }) }, ['unevaluated unknown-construct: Table']],
])('a parameter in %s is no pass, whatever its default', (_, resources, found) => {
  const report = checked(resources, {}, STAGE);
  expect(report.status).toBe('unevaluated');
  expect(told(report)).toEqual(expect.arrayContaining([...found]));
});

test('a parameter with one value that is allowed has it, and those of CDK itself touch nothing', () => {
  const one = { Given: { Type: 'String', Default: 'GameScores', AllowedValues: ['GameScores'] } };
  const ofCdk = {
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
    AssetParametersabcS3Bucket: { Type: 'String' },
  };
  const resources = { ...APP, Table: table({ TableName: GIVEN }), Code: resource('AWS::Lambda::Function', { Code: { S3Bucket: { Ref: 'AssetParametersabcS3Bucket' } } }) };
  expect(checked(resources, {}, { Parameters: { ...one, ...ofCdk } })).toMatchObject({ status: 'isolated', findings: [] });
});

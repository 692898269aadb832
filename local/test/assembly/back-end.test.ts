import { account, ACCESS, messageOf, one, ROLE, TRUST } from './support';

/* What a real app has around its users: functions, topics, rules, and what CDK does with functions of its own. */

const LAMBDA = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
const UNKNOWN = 'arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole';
const USERS = { Type: 'AWS::IAM::Role', Properties: { ...ROLE, RoleName: 'users' } };
const USERS_ARN = 'arn:aws:iam::123456789012:role/users';
const trusting = (Principal: unknown) => ({ ...LAMBDA, Statement: [...LAMBDA.Statement, { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] });
const backend = (AssumeRolePolicyDocument: object, more: object = {}) => ({
  It: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r', AssumeRolePolicyDocument, ManagedPolicyArns: [UNKNOWN], ...more } },
});

describe('managed policies of AWS that are not known here', () => {
  test('are told of a role that services alone may assume, and allow nothing', () => {
    const [role] = account({ Resources: backend(LAMBDA, { PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess' }) }).roles;
    expect(role.managedPolicies.map(({ arn }) => arn)).toEqual([UNKNOWN]);
    expect(role.boundary?.arn).toBe('arn:aws:iam::aws:policy/PowerUserAccess');
    expect(role.managedPolicies[0].document).toEqual({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] });
  });

  test.each<[who: string, trust: object]>([
    ['somebody with a token', { ...LAMBDA, Statement: [...LAMBDA.Statement, ...TRUST.Statement] }],
    ['the account', trusting({ AWS: '123456789012' })],
    ['another role', trusting({ AWS: USERS_ARN })],
    ['everybody', trusting('*')],
    ['every principal of AWS', trusting({ AWS: '*' })],
    ['a service and a role', trusting({ Service: 'ec2.amazonaws.com', AWS: USERS_ARN })],
  ])('are refused of a role that %s may assume', (_, trust) => {
    expect(messageOf(() => account({ Resources: { Users: USERS, ...backend(trust) } }))).toContain(`role r: got managed policy ${UNKNOWN}, want one that these stacks define`);
  });

  test('every function\'s own is known, whoever may assume its role', () => {
    const arn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    const [role] = account({ Resources: backend(trusting({ AWS: '123456789012' }), { ManagedPolicyArns: [arn] }) }).roles;
    expect(role.managedPolicies[0].document).toMatchObject({ Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'] }] });
  });

  test('and so is one of nobody', () => {
    const arn = 'arn:aws:iam::123456789012:policy/Nothing';
    expect(messageOf(() => account({ Resources: backend(LAMBDA, { ManagedPolicyArns: [arn] }) }))).toContain(`role r: got managed policy ${arn}`);
  });
});

test('a role of a back end may look at tags of resources; one that users assume may not', () => {
  const Policies = [{ PolicyName: 'p', PolicyDocument: { ...ACCESS, Statement: [{ ...ACCESS.Statement[0], Condition: { StringEquals: { 'aws:ResourceTag/stage': 'x' } } }] } }];
  expect(account({ Resources: backend(LAMBDA, { Policies }) }).roles).toHaveLength(1);
  expect(messageOf(() => account({ Resources: backend(TRUST, { Policies, ManagedPolicyArns: [] }) }))).toContain('a policy looks at aws:ResourceTag/');
});

describe('what says who may use an inert resource is read, and refused where it names a users\' role', () => {
  const statement = (principal: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...principal }] });
  const users = { AWS: { 'Fn::GetAtt': ['Users', 'Arn'] } };
  const types: readonly (readonly [type: string, property: string, others: object, asText: boolean])[] = [
    ['AWS::SNS::TopicPolicy', 'PolicyDocument', { Topics: [] }, false],
    ['AWS::SNS::TopicInlinePolicy', 'PolicyDocument', { TopicArn: 't' }, false],
    ['AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy', { SecretId: 's' }, false],
    ['AWS::Logs::ResourcePolicy', 'PolicyDocument', { PolicyName: 'p' }, true],
    ['AWS::Logs::LogGroup', 'ResourcePolicyDocument', {}, false],
    ['AWS::ApiGateway::RestApi', 'Policy', {}, false],
    ['AWS::Events::EventBus', 'Policy', { Name: 'b' }, false],
    ['AWS::EC2::VPCEndpoint', 'PolicyDocument', {}, false],
  ];
  const template = (type: string, property: string, others: object, policy: unknown, asText: boolean) => ({
    Resources: { Users: USERS, It: { Type: type, Properties: { ...others, [property]: asText ? { 'Fn::ToJsonString': policy } : policy } } },
  });

  test.each(types)('%s.%s', (type, property, others, asText) => {
    const given = (principal: object) => template(type, property, others, statement(principal), asText);
    expect(messageOf(() => account(given({ Principal: users })))).toContain(`It.${property}: got "${USERS_ARN}", want none of the roles that tokens are traded for`);
    expect(messageOf(() => account(given({ NotPrincipal: { AWS: 'x' } })))).toContain(`It.${property}: got "NotPrincipal", want a Principal`);
    expect(messageOf(() => account(template(type, property, others, { Statement: 'x' }, asText)))).toContain(`It.${property}: got `);
    for (const harmless of [{ Service: 's3.amazonaws.com' }, { AWS: '123456789012' }, '*']) {
      expect(account(given({ Principal: harmless })).roles).toHaveLength(1);
    }
  });

  test.each([
    ['AWS::Lambda::Permission', { Action: 'lambda:InvokeFunction', FunctionName: 'f' }],
    ['AWS::Lambda::LayerVersionPermission', { Action: 'lambda:GetLayerVersion', LayerVersionArn: 'a' }],
    ['AWS::Events::EventBusPolicy', { StatementId: 's' }],
  ])('%s.Principal', (type, others) => {
    const given = (Principal: unknown) => ({ Resources: { Users: USERS, It: { Type: type, Properties: { ...others, Principal } } } });
    expect(messageOf(() => account(given(users.AWS)))).toContain(`It.Principal: got "${USERS_ARN}", want none of the roles that tokens are traded for`);
    expect(account(given('events.amazonaws.com')).roles).toHaveLength(1);
  });

  test('a role of the back end may be named', () => {
    const Resources = { ...backend(LAMBDA), Topic: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [], PolicyDocument: statement({ Principal: { AWS: { 'Fn::GetAtt': ['It', 'Arn'] } } }) } } };
    expect(account({ Resources }).roles).toHaveLength(1);
  });
});

describe('custom resources of CDK', () => {
  const ServiceToken = 'arn:aws:lambda:us-east-1:123456789012:function:f';

  test('iam.OpenIdConnectProvider is a provider as any other', () => {
    const { oidcProviders, stacks } = account(one('Custom::AWSCDKOpenIdConnectProvider', {
      ServiceToken, Url: 'https://login.example.com', ClientIDList: ['b', 'a'], RejectUnauthorized: true, CodeHash: 'x', ThumbprintList: ['A'.repeat(40)],
    }, { Outputs: { Ref: { Value: { Ref: 'It' } }, Thumbprints: { Value: { 'Fn::GetAtt': ['It', 'Thumbprints'] } } } }));
    const arn = 'arn:aws:iam::123456789012:oidc-provider/login.example.com';
    expect(oidcProviders).toEqual([{ arn, url: 'https://login.example.com', clientIds: ['b', 'a'], thumbprints: ['a'.repeat(40)], tags: new Map(), created: 0 }]);
    expect(stacks.A).toEqual({ Ref: arn, Thumbprints: JSON.stringify(['a'.repeat(40)]) });
  });

  test.each<[what: string, properties: object, problem: string]>([
    ['an issuer without https', { Url: 'http://login.example.com' }, 'It.Url: got "http://login.example.com", want an issuer URL'],
    ['what nobody knows', { Url: 'https://login.example.com', Policy: 'x' }, 'It.Policy is not supported'],
    ['the other spelling', { Url: 'https://login.example.com', ClientIdList: ['a'] }, 'It.ClientIdList is not supported'],
  ])('iam.OpenIdConnectProvider: %s is refused', (_, properties, problem) => {
    expect(messageOf(() => account(one('Custom::AWSCDKOpenIdConnectProvider', properties)))).toContain(problem);
  });

  test('two providers of an issuer are refused, whichever way they are written', () => {
    const Resources = {
      It: { Type: 'Custom::AWSCDKOpenIdConnectProvider', Properties: { Url: 'https://login.example.com', ClientIDList: ['a'] } },
      Two: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://login.example.com', ClientIdList: ['b'] } },
    };
    expect(messageOf(() => account({ Resources }))).toContain('Two.Url: got "https://login.example.com", want one OIDC provider for each issuer');
  });

  test('CfnJson gives back what it is given, with its keys', () => {
    const { roles } = account({
      Resources: {
        It: { Type: 'Custom::AWSCDKCfnJson', Properties: { ServiceToken, Value: { 'Fn::Sub': '{"www.amazon.com:app_id":"app-of-${AWS::AccountId}"}' } } },
        Users: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { ...TRUST, Statement: [{ ...TRUST.Statement[0], Condition: { StringEquals: { 'Fn::GetAtt': ['It', 'Value'] } } }] } } },
      },
    });
    expect(roles[0].trustPolicy).toMatchObject({ Statement: [{ Condition: { StringEquals: { 'www.amazon.com:app_id': 'app-of-123456789012' } } }] });
    expect(messageOf(() => account(one('Custom::AWSCDKCfnJson', { Value: '{' }, { Outputs: { V: { Value: { 'Fn::GetAtt': ['It', 'Value'] } } } })))).toContain('It.Value: got "{", want JSON');
    const Outputs = { V: { Value: { 'Fn::GetAtt': ['It', 'Value'] } } };
    const stringify = one('Custom::AWSCDKCfnJsonStringify', { Value: { a: [{ Ref: 'AWS::Region' }] } }, { Outputs });
    expect(account(stringify).stacks.A.V).toBe('{"a":["us-east-1"]}');
  });

  const call = (service: string, action: string) => (
    { ServiceToken, Create: JSON.stringify({ service, action, parameters: {} }), InstallLatestAwsSdk: false });

  test('deployed files: what refers to them means the bucket that they go to', () => {
    const Outputs = { V: { Value: { 'Fn::GetAtt': ['It', 'DestinationBucketArn'] } } };
    expect(account(one('Custom::CDKBucketDeployment', { DestinationBucketName: 'site' }, { Outputs })).stacks.A.V).toBe('arn:aws:s3:::site');
    expect(messageOf(() => account(one('Custom::CDKBucketDeployment', {})))).toContain('DestinationBucketName');
  });

  test.each([
    ['CloudFront', 'createInvalidation'], ['@aws-sdk/client-dynamodb', 'DescribeTableCommand'], ['CognitoIdentityServiceProvider', 'describeUserPoolDomain'],
    ['S3', 'getObject'], ['dynamodb', 'BatchGetItem'],
  ])('AwsCustomResource: %s.%s is not called, and harmless', (service, action) => {
    expect(account(one('Custom::AWS', call(service, action), { Outputs: { V: { Value: { 'Fn::GetAtt': ['It', 'A.B'] } } } })).stacks.A.V).toBe('It.A.B');
  });

  test.each([
    ['S3', 'putBucketPolicy'], ['@aws-sdk/client-s3', 'PutBucketPolicyCommand'], ['IAM', 'attachRolePolicy'], ['iam', 'UpdateAssumeRolePolicy'],
    ['DynamoDB', 'putItem'], ['DynamoDB', 'putResourcePolicy'], ['KMS', 'createGrant'], ['CognitoIdentity', 'setIdentityPoolRoles'], ['SQS', 'setQueueAttributes'],
    ['@aws-sdk/client-cognito-identity-provider', 'CreateGroupCommand'], ['S3Control', 'putAccessPointPolicy'],
  ])('AwsCustomResource: %s.%s would change what is run here, and is refused', (service, action) => {
    expect(messageOf(() => account(one('Custom::AWS', call(service, action))))).toContain('It.Create: calls ');
    const atTheEnd = { ...call('EC2', 'describeVpcs'), Delete: call(service, action).Create };
    expect(messageOf(() => account(one('Custom::UserPoolCloudFrontDomainName', atTheEnd)))).toContain('It.Delete: calls ');
  });

  test('AwsCustomResource: what cannot be read is refused', () => {
    expect(messageOf(() => account(one('Custom::AWS', { Create: 'x' })))).toContain('It.Create: got "x", want JSON with service and action');
    expect(messageOf(() => account(one('Custom::AWS', { Create: '{}' })))).toContain('It.Create: got "{}", want JSON with service and action');
    expect(messageOf(() => account(one('Custom::AWS', { Call: '{}' })))).toContain('It.Call is not supported');
  });
});

test('secrets that inert resources refer to stay references; a users\' role has none', () => {
  const secret = '{{resolve:secretsmanager:google:SecretString:::}}';
  expect(account({ Resources: { It: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: secret } } }, Outputs: { V: { Value: { 'Fn::GetAtt': ['It', 'SnapStartResponse.ApplyOn'] } } } }).stacks.A.V).toBe('None');
  expect(messageOf(() => account(one('AWS::IAM::Role', { ...ROLE, RoleName: secret })))).toContain('which the local cloud cannot resolve');
});

import { ACCESS, account, KEYS, messageOf, one, ROLE, TRUST } from './support';

const ROLE_ARN = 'arn:aws:iam::123456789012:role';
const REPLICAS = { Replicas: [{ Region: { Ref: 'AWS::Region' } }] };

const role = (properties: object = {}) => ({ Type: 'AWS::IAM::Role', Properties: { ...ROLE, ...properties } });
const policy = (properties: object = {}) => ({ Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'access', PolicyDocument: ACCESS, ...properties } });
const managed = (properties: object = {}) => ({ Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: ACCESS, ...properties } });
const table = (properties: object = {}) => ({ Type: 'AWS::DynamoDB::Table', Properties: { ...KEYS, ...properties } });
const global = (properties: object = {}) => ({ Type: 'AWS::DynamoDB::GlobalTable', Properties: { ...KEYS, ...REPLICAS, ...properties } });
const issuer = (properties: object = {}) => ({ Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://login.example.com', ClientIdList: ['game'], ...properties } });
const managedPolicy = (pathAndName: string, document: object, description?: string) => (
  { arn: `arn:aws:iam::123456789012:policy/${pathAndName}`, policyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/), description, created: 0, document });
const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };

describe('AWS::IAM::Role', () => {
  test('with everything it may have', () => {
    const { roles } = account({
      Resources: {
        It: role({
          RoleName: 'players',
          Path: '/app/',
          Description: 'of the game',
          MaxSessionDuration: '7200',
          Tags: [{ Key: 'a', Value: 'b' }],
          ManagedPolicyArns: [{ Ref: 'Shared' }],
          PermissionsBoundary: { 'Fn::GetAtt': ['Boundary', 'PolicyArn'] },
          Policies: [{ PolicyName: 'inline', PolicyDocument: ACCESS }],
        }),
        Shared: managed({ ManagedPolicyName: 'shared', Path: '/app/', Description: 'of all' }),
        Boundary: managed({ ManagedPolicyName: 'limit', PolicyDocument: deny }),
      },
    });
    expect(roles).toEqual([{
      path: 'It',
      stack: 'A',
      logicalId: 'It',
      name: 'players',
      arn: `${ROLE_ARN}/app/players`,
      roleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      maxSessionDuration: 7200,
      tags: new Map([['a', 'b']]),
      trustPolicy: TRUST,
      description: 'of the game',
      created: 0,
      inlinePolicies: new Map([['inline', ACCESS]]),
      managedPolicies: [managedPolicy('app/shared', ACCESS, 'of all')],
      boundary: managedPolicy('limit', deny),
    }]);
  });

  test.each<[what: string, properties: object, problem: string]>([
    ['no trust policy', { AssumeRolePolicyDocument: undefined }, 'It.AssumeRolePolicyDocument: got undefined, want a policy document'],
    ['a trust policy as text', { AssumeRolePolicyDocument: JSON.stringify(TRUST) }, 'It.AssumeRolePolicyDocument: got "{'],
    ['a property nobody knows', { Boundary: 'x' }, 'It.Boundary is not supported by the local cloud; it knows RoleName, Path, '],
    ['a name with a slash', { RoleName: 'a/b' }, 'It.RoleName: got "a/b", want 1 to 64 letters, digits or any of _+=,.@-'],
    ['a long name', { RoleName: 'a'.repeat(65) }, 'It.RoleName: got "aaa'],
    ['an empty name', { RoleName: '' }, 'It.RoleName: got "", want 1 to 64'],
    ['a name that is a list', { RoleName: ['a'] }, 'It.RoleName: got ["a"], want text'],
    ['a path without an end', { Path: '/app' }, 'It.Path: got "/app", want a path that begins and ends with a slash'],
    ['a path without a beginning', { Path: 'app/' }, 'It.Path: got "app/", want a path that begins and ends with a slash'],
    ...['abc', 60, 50_000, 3600.5, '', [3600]].map((MaxSessionDuration) => [
      `a session duration of ${JSON.stringify(MaxSessionDuration)}`, { MaxSessionDuration },
      `It.MaxSessionDuration: got ${JSON.stringify(MaxSessionDuration)}, want 3600 to 43200`,
    ] as [string, object, string]),
    ['an inline policy without a name', { Policies: [{ PolicyDocument: ACCESS }] }, 'It.Policies.PolicyName: got undefined, want a name of its own for each'],
    ['two inline policies of one name', { Policies: [{ PolicyName: 'a', PolicyDocument: ACCESS }, { PolicyName: 'a', PolicyDocument: deny }] },
      'It.Policies.PolicyName: got "a", want a name of its own for each'],
    ['an inline policy that is text', { Policies: [{ PolicyName: 'a', PolicyDocument: '{}' }] }, 'It.Policies.PolicyDocument: got "{}", want a policy document'],
    ['inline policies that are an object', { Policies: {} }, 'It.Policies: got {}, want a list of objects'],
    ['a managed policy of AWS that is not known', { RoleName: 'r', ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess'] },
      'role r: got managed policy arn:aws:iam::aws:policy/PowerUserAccess, want one that these stacks define, or AdministratorAccess, AWSCloudFormationReadOnlyAccess, service-role/AWSLambdaBasicExecutionRole, ReadOnlyAccess of AWS: the local cloud knows no other'],
    ['a boundary of another account', { RoleName: 'r', PermissionsBoundary: 'arn:aws:iam::1:policy/b' },
      'role r: got managed policy arn:aws:iam::1:policy/b, want one that these stacks define, or AdministratorAccess, AWSCloudFormationReadOnlyAccess, service-role/AWSLambdaBasicExecutionRole, ReadOnlyAccess of AWS: the local cloud knows no other'],
    ['managed policies that are no texts', { ManagedPolicyArns: [1] }, 'It.ManagedPolicyArns: got [1], want a list of texts'],
    ['a dynamic reference', { RoleName: '{{resolve:ssm:name}}' }, 'It.RoleName: got the dynamic reference to the parameter "name"'],
    ['a trust policy that looks at tags of resources', {
      RoleName: 'r', AssumeRolePolicyDocument: { ...TRUST, Statement: [...TRUST.Statement, { ...TRUST.Statement[0], Effect: 'Deny', Condition: { StringNotEquals: { 'AWS:ResourceTag/stage': 'x' } } }] },
    }, 'role r: a policy looks at AWS:ResourceTag/…, which the local cloud does not support'],
    ['a policy that looks at tags that CloudFormation makes', {
      RoleName: 'r', Policies: [{ PolicyName: 'a', PolicyDocument: { Statement: { ...ACCESS.Statement[0], Resource: '${aws:PrincipalTag/aws:cloudformation:stack-name}' } } }],
    }, 'role r: a policy looks at aws:PrincipalTag/aws:…, which the local cloud does not support'],
  ])('%s is refused', (_, properties, problem) => {
    expect(messageOf(() => account(one('AWS::IAM::Role', { ...ROLE, ...properties })))).toContain(`stack A: ${problem}`);
  });

  test('two roles of one name are refused, also where they differ in case, also in two stacks', () => {
    expect(messageOf(() => account({ Resources: { It: role({ RoleName: 'players' }), Other: role({ RoleName: 'Players' }) } })))
      .toBe('stack A: Other.RoleName: got "Players", want a name that differs from that of role players in more than case');
    expect(messageOf(() => account(one('AWS::IAM::Role', { ...ROLE, RoleName: 'a' }), one('AWS::IAM::Role', { ...ROLE, RoleName: 'a' }))))
      .toBe('stack B: It.RoleName: got "a", want a name that differs from that of role a in more than case');
  });
});

describe('AWS::IAM::Policy and AWS::IAM::ManagedPolicy', () => {
  test('are put on roles, those of other stacks included, whatever comes first', () => {
    const { roles, managedPolicies } = account(
      { Resources: { It: policy({ Roles: ['players'] }), Shared: managed({ ManagedPolicyName: 'shared', Roles: [{ 'Fn::ImportValue': 'role' }], PolicyDocument: deny }) } },
      { Resources: { Role: role({ RoleName: 'players', Policies: [{ PolicyName: 'inline', PolicyDocument: ACCESS }] }) }, Outputs: { Out: { Value: { Ref: 'Role' }, Export: { Name: 'role' } } } },
    );
    const shared = managedPolicy('shared', deny);
    expect(roles[0].inlinePolicies).toEqual(new Map([['inline', ACCESS], ['access', ACCESS]]));
    expect(roles[0].managedPolicies).toEqual([shared]);
    expect(managedPolicies).toEqual(new Map([[shared.arn, shared]]));
  });

  test.each<[what: string, resources: object, problem: string]>([
    ['a policy of a user', { It: policy({ Users: ['u'] }) }, 'It.Users is not supported by the local cloud; it knows PolicyName, PolicyDocument, Roles'],
    ['a policy of a group', { It: policy({ Groups: ['g'] }) }, 'It.Groups is not supported by the local cloud; it knows PolicyName, PolicyDocument, Roles'],
    ['a managed policy of a user', { It: managed({ Users: ['u'] }) }, 'It.Users is not supported by the local cloud; it knows ManagedPolicyName, '],
    ['a managed policy of a group', { It: managed({ Groups: ['g'] }) }, 'It.Groups is not supported by the local cloud; it knows ManagedPolicyName, '],
    ['a policy without a name', { It: policy({ PolicyName: undefined }) }, 'It.PolicyName: got undefined, want text'],
    ['a policy without a document', { It: policy({ PolicyDocument: undefined }) }, 'It.PolicyDocument: got undefined, want a policy document'],
    ['a policy of a role elsewhere', { It: policy({ Roles: ['other'] }) }, 'It.Roles: got role other, want a role that these stacks define'],
    ['a managed policy of a role elsewhere', { It: managed({ Roles: ['other'] }) }, 'It.Roles: got role other, want a role that these stacks define'],
    ['a policy of the role constructor', { It: policy({ Roles: ['constructor'] }) }, 'It.Roles: got role constructor, want a role that these stacks define'],
    ['roles that are no list', { It: policy({ Roles: 'r' }) }, 'It.Roles: got "r", want a list of texts'],
    ['two policies of one name on one role', { R: role({ RoleName: 'r' }), It: policy({ Roles: ['r'] }), Two: policy({ Roles: ['r'], PolicyDocument: deny }) },
      'Two.PolicyName: got "access", want a name that no other policy of role r has'],
    ['a policy of the name of an inline one', { R: role({ RoleName: 'r', Policies: [{ PolicyName: 'access', PolicyDocument: deny }] }), It: policy({ Roles: ['r'] }) },
      'It.PolicyName: got "access", want a name that no other policy of role r has'],
    ['two managed policies of one name', { It: managed({ ManagedPolicyName: 'm' }), Two: managed({ ManagedPolicyName: 'm' }) },
      'Two.ManagedPolicyName: got "arn:aws:iam::123456789012:policy/m", want a name of its own'],
    ['a managed policy that looks at tags of resources',
      { It: managed({ ManagedPolicyName: 'm', PolicyDocument: { Statement: { ...ACCESS.Statement[0], Condition: { Null: { 'aws:ResourceTag/x': 'true' } } } } }) },
      'managed policy arn:aws:iam::123456789012:policy/m: a policy looks at aws:ResourceTag/…'],
    ['another kind of policy', { It: { Type: 'AWS::IAM::RolePolicy', Properties: {} } }, 'stack A: It is of type AWS::IAM::RolePolicy, which'],
  ])('%s is refused', (_, Resources, problem) => {
    expect(messageOf(() => account({ Resources }))).toContain(problem);
  });
});

describe('AWS::IAM::OIDCProvider', () => {
  test('keeps its path and its slash', () => {
    const { oidcProviders, stacks } = account({
      Resources: { It: issuer({ Url: 'https://x.auth0.com/', ThumbprintList: ['a'.repeat(40)], Tags: [{ Key: 'a', Value: 'b' }] }), Two: issuer({ Url: 'https://acme.com/api/oidc' }) },
      Outputs: { Ref: { Value: { Ref: 'It' } }, Arn: { Value: { 'Fn::GetAtt': ['Two', 'Arn'] } } },
    });
    const arn = 'arn:aws:iam::123456789012:oidc-provider';
    expect(oidcProviders).toEqual([
      { arn: `${arn}/x.auth0.com/`, url: 'https://x.auth0.com/', clientIds: ['game'], thumbprints: ['a'.repeat(40)], tags: new Map([['a', 'b']]), created: 0 },
      { arn: `${arn}/acme.com/api/oidc`, url: 'https://acme.com/api/oidc', clientIds: ['game'], thumbprints: [], tags: new Map(), created: 0 },
    ]);
    expect(stacks.A).toEqual({ Ref: `${arn}/x.auth0.com/`, Arn: `${arn}/acme.com/api/oidc` });
  });

  test.each<[what: string, resources: object, problem: string]>([
    ...['http://a.example.com', 'https://a.example.com:8443', 'https://a.example.com?x=1', 'https://u@a.example.com', 'https://', 'a.example.com', `https://${'a'.repeat(250)}`]
      .map((Url) => [Url.slice(0, 40), { It: issuer({ Url }) }, `It.Url: got ${JSON.stringify(Url).slice(0, 60)}`] as [string, object, string]),
    ['no URL', { It: issuer({ Url: undefined }) }, 'It.Url: got undefined, want text'],
    ['client ids that are text', { It: issuer({ ClientIdList: 'game' }) }, 'It.ClientIdList: got "game", want a list of texts'],
    ['one issuer twice', { It: issuer(), Two: issuer({ ClientIdList: ['other'] }) },
      'Two.Url: got "https://login.example.com", want one OIDC provider for each issuer: an account has no more'],
  ])('%s is refused', (_, Resources, problem) => {
    expect(messageOf(() => account({ Resources }))).toContain(`stack A: ${problem}`);
  });
});

describe('AWS::DynamoDB::Table and AWS::DynamoDB::GlobalTable', () => {
  const index = { IndexName: 'idx', KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } };

  test.each([['Table', table], ['GlobalTable', global]])('%s: what decides is kept, what makes no difference is passed over', (_, make) => {
    const { tables, stacks } = account({
      Resources: {
        It: make({
          TableName: 'GameScores',
          BillingMode: 'PROVISIONED',
          StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
          WarmThroughput: {},
          TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' },
          SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
          GlobalSecondaryIndexes: [{ ...index, ProvisionedThroughput: { ReadCapacityUnits: '1' }, ContributorInsightsSpecification: { Enabled: true } }],
          LocalSecondaryIndexes: [],
        }),
      },
      Outputs: { Name: { Value: { Ref: 'It' } }, Arn: { Value: { 'Fn::GetAtt': ['It', 'Arn'] } }, Stream: { Value: { 'Fn::GetAtt': ['It', 'StreamArn'] } } },
    });
    const arn = 'arn:aws:dynamodb:us-east-1:123456789012:table/GameScores';
    expect(tables).toEqual([{
      name: 'GameScores',
      arn,
      attributeDefinitions: KEYS.AttributeDefinitions,
      keySchema: KEYS.KeySchema,
      globalSecondaryIndexes: [index],
      localSecondaryIndexes: undefined,
      stream: { arn: `${arn}/stream/1970-01-01T00:00:00.000`, label: '1970-01-01T00:00:00.000', viewType: 'KEYS_ONLY' },
      expiry: { attribute: 'ttl', isEnabled: true },
      tags: new Map(),
      isProtected: false,
    }]);
    expect(stacks.A).toEqual({ Name: 'GameScores', Arn: arn, Stream: `${arn}/stream/1970-01-01T00:00:00.000` });
  });

  test.each([
    ['bought', { ProvisionedThroughput: { ReadCapacityUnits: '5', WriteCapacityUnits: 4 } }, { table: { ReadCapacityUnits: 5, WriteCapacityUnits: 4 }, indexes: { idx: { ReadCapacityUnits: 1, WriteCapacityUnits: 2 } } }],
    ['by request', { BillingMode: 'PAY_PER_REQUEST' }, undefined],
  ])('throughput: %s', (_, properties, throughput) => {
    const GlobalSecondaryIndexes = [{ ...index, ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: '2' } }];
    expect(account({ Resources: { It: table({ GlobalSecondaryIndexes, ...properties }) } }).tables[0].throughput).toEqual(throughput);
  });

  test('a global table has the replica of this Region, also where others have rules of their own', () => {
    const Replicas = [{ Region: 'eu-west-1', ResourcePolicy: {} }, { Region: 'us-east-1', DeletionProtectionEnabled: true, Tags: [{ Key: 'Team', Value: 'blue' }] }];
    expect(account({ Resources: { It: global({ Replicas }) } }).tables).toMatchObject([{ isProtected: true, tags: new Map([['Team', 'blue']]) }]);
  });

  test.each<[what: string, resource: object, problem: string]>([
    ['time to live that is text', table({ TimeToLiveSpecification: 'ttl' }), 'It.TimeToLiveSpecification: got "ttl", want an object'],
    ['time to live without its attribute', table({ TimeToLiveSpecification: { Enabled: true } }), 'It.TimeToLiveSpecification.AttributeName: got undefined, want text'],
    ['a resource policy', table({ ResourcePolicy: { PolicyDocument: ACCESS } }), 'It.ResourcePolicy is not supported by the local cloud; it knows TableName, '],
    ['a stream that others may read', table({ StreamSpecification: { StreamViewType: 'KEYS_ONLY', ResourcePolicy: { PolicyDocument: ACCESS } } }),
      'It.StreamSpecification.ResourcePolicy: got {'],
    ['a view of a stream that is none', table({ StreamSpecification: { StreamViewType: 'ALL' } }), 'It.StreamSpecification.StreamViewType: got "ALL", want KEYS_ONLY, '],
    ['a replica\'s stream that others may read', global({ Replicas: [{ Region: 'us-east-1', ReplicaStreamSpecification: { ResourcePolicy: {} } }] }),
      'It.Replicas.ReplicaStreamSpecification: got {'],
    ['an import', table({ ImportSourceSpecification: {} }), 'It.ImportSourceSpecification is not supported by the local cloud; it knows TableName, '],
    ['a resource policy of a replica', global({ Replicas: [{ Region: 'us-east-1', ResourcePolicy: {} }] }),
      'It.Replicas.ResourcePolicy: got {}, want none: the local cloud does not support it yet'],
    ['a restored global table', global({ GlobalTableSourceArn: 'arn' }), 'It.GlobalTableSourceArn is not supported by the local cloud; it knows TableName, '],
    ['replicas elsewhere only', global({ Replicas: [{ Region: 'eu-west-1' }] }),
      'It.Replicas: got [{"Region":"eu-west-1"}], want a replica in the stack\'s Region, us-east-1'],
    ['no replica', global({ Replicas: undefined }), 'It.Replicas: got undefined, want a replica in the stack\'s Region, us-east-1'],
    ['an encryption with more than there is', table({ SSESpecification: { SSEEnabled: true, Unheard: 1 } }),
      'It.SSESpecification.Unheard: got 1, want one of SSEEnabled, SSEType, KMSMasterKeyId'],
    ['a key in the wrong place', global({ SSESpecification: { SSEEnabled: true, KMSMasterKeyId: 'k' } }),
      'It.SSESpecification.KMSMasterKeyId: got "k", want one of SSEEnabled, SSEType'],
    ['a short name', table({ TableName: 'ab' }), 'It.TableName: got "ab", want 3 to 255 letters, digits or any of _.-'],
    ['a name with a slash', table({ TableName: 'a/b/c' }), 'It.TableName: got "a/b/c", want 3 to 255 letters, digits or any of _.-'],
    ['a key schema that is an object', table({ KeySchema: {} }), 'It.KeySchema: got {}, want a list of objects'],
  ])('%s is refused', (_, resource, problem) => {
    expect(messageOf(() => account({ Resources: { It: resource } }))).toContain(`stack A: ${problem}`);
  });

  test('two tables of one name are refused', () => {
    expect(messageOf(() => account({ Resources: { It: table({ TableName: 'abc' }), Two: global({ TableName: 'abc' }) } })))
      .toBe('stack A: Two.TableName: got "abc", want a name of its own');
  });
});

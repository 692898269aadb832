import { App, Aspects, CfnParameter, CfnResource, Fn, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { amazon, env, google } from './support';
import { UserTableGrants, WebIdentityGameTable, WebIdentityProvider, WebIdentityUserBucket, WebIdentityUsers } from '../src';

/**
 * What people add later, to widen what users may do, and what becomes of each attempt: refused at synthesis, or
 * acknowledged with a reason. What nobody can see coming, the guardrails make harmless: that is shown in the local
 * cloud, by `local/test/e2e/guardrail-twins.test.ts`.
 */
interface Game {
  readonly app: App;
  readonly stack: Stack;
  readonly other: Stack;
  readonly users: WebIdentityUsers;
  readonly role: iam.Role;
  readonly scores: WebIdentityGameTable;
  readonly avatars: WebIdentityUserBucket;
}

/** Users, tables and a bucket in the second of two stages, behind the first one's own users. */
function game(): Game {
  const app = new App();
  const first = new Stack(new Stage(app, 'Beta', { env }), 'Stack');
  new WebIdentityGameTable(first, 'Scores', { providers: [amazon] });
  const stage = new Stage(app, 'Prod', { env: { ...env, account: '210987654321' } });
  const [stack, other] = [new Stack(stage, 'Stack'), new Stack(stage, 'Other')];
  const users = new WebIdentityUsers(stack, 'Users', { providers: [amazon], roleNamePrefix: 'game' });
  const stream = new kinesis.Stream(stack, 'Changes');
  const scores = new WebIdentityGameTable(stack, 'Scores', { users, tableName: 'Scores', kinesisStream: stream, dynamoStream: dynamodb.StreamViewType.NEW_IMAGE });
  UserTableGrants.forTable(dynamodb.TableV2.fromTableName(stack, 'Legacy', 'Legacy')).ownItems(users);
  const avatars = new WebIdentityUserBucket(stack, 'Avatars', { users });
  return { app, stack, other, users, role: users.roles[0].role as iam.Role, scores, avatars };
}

const logicalId = ({ stack }: Game, { node: { defaultChild } }: { node: { defaultChild?: unknown } }) =>
  stack.resolve((defaultChild as CfnResource).logicalId) as string;
const statement = (actions: string[], resources: string[]) => new iam.PolicyStatement({ actions, resources });
const json = (actions: string[], resources: unknown) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: resources }] });

/** How a statement may name users' data. */
const RESOURCES: [string, string, (g: Game, scope: Stack) => string][] = [
  ['the table\'s ARN', 'dynamodb:Scan', ({ scores }) => scores.table.tableArn],
  ['its indexes', 'dynamodb:Query', ({ scores }) => `${scores.table.tableArn}/index/*`],
  ['its stream', 'dynamodb:GetRecords', ({ scores }) => scores.table.tableStreamArn!],
  ['its Kinesis stream', 'kinesis:GetRecords', ({ stack }) => (stack.node.findChild('Changes') as kinesis.Stream).streamArn],
  ['its literal ARN', 'dynamodb:GetItem', () => 'arn:aws:dynamodb:us-west-2:210987654321:table/Scores'],
  ['an imported table\'s ARN', 'dynamodb:GetItem', () => 'arn:aws:dynamodb:us-west-2:210987654321:table/Legacy'],
  ['an imported table\'s index', 'dynamodb:Query', () => 'arn:aws:dynamodb:us-west-2:210987654321:table/Legacy/index/Board'],
  ['formatArn of its name', 'dynamodb:GetItem', (_, scope) => scope.formatArn({ service: 'dynamodb', resource: 'table', resourceName: 'Scores' })],
  ['formatArn of a reference', 'dynamodb:GetItem', ({ scores }, scope) => scope.formatArn({ service: 'dynamodb', resource: 'table', resourceName: scores.table.tableName })],
  ['Fn::Join', 'dynamodb:GetItem', ({ scores }) => Fn.join(':', ['arn', 'aws', 'dynamodb', 'us-west-2', '210987654321', `table/${scores.table.tableName}`])],
  ['Fn::Join of literals', 'dynamodb:GetItem', () => Fn.join('/', [Fn.join(':', ['arn', Fn.ref('AWS::Partition'), 'dynamodb', Fn.ref('AWS::Region'), Fn.ref('AWS::AccountId'), 'table']), 'Scores'])],
  ['Fn::Sub with values', 'dynamodb:GetItem', ({ scores }) => Fn.sub('arn:${AWS::Partition}:dynamodb:us-west-2:210987654321:table/${T}', { T: scores.table.tableName })],
  ['Fn::Sub of a literal', 'dynamodb:GetItem', () => Fn.sub('arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/Scores')],
  ['a parameter', 'dynamodb:GetItem', (_, scope) => new CfnParameter(scope, 'Arn').valueAsString],
  ['a parameter in an ARN', 'dynamodb:GetItem', (_, scope) => `arn:aws:dynamodb:us-west-2:210987654321:table/${new CfnParameter(scope, 'Name').valueAsString}`],
  ['an import', 'dynamodb:GetItem', () => Fn.importValue('TableArn')],
  ['Fn::Select', 'dynamodb:GetItem', ({ scores }) => Fn.select(0, Fn.split(',', scores.table.tableArn))],
  ['everything', 'dynamodb:GetItem', () => '*'],
  ['every table', 'dynamodb:GetItem', () => 'arn:aws:dynamodb:*:*:table/*'],
  ['a wildcard in the name', 'dynamodb:GetItem', () => 'arn:aws:dynamodb:us-west-2:210987654321:table/Score?'],
  ['a wildcard before the name', 'dynamodb:GetItem', () => 'arn:aws:dynamodb:*'],
  ['the bucket', 's3:ListBucket', ({ avatars }) => avatars.bucket.bucketArn],
  ['its objects', 's3:GetObject', ({ avatars }) => avatars.bucket.arnForObjects('*')],
  ['one folder of it', 's3:PutObject', ({ avatars }) => avatars.bucket.arnForObjects('users/*')],
  ['its name in an ARN', 's3:GetObject', ({ avatars }) => `arn:aws:s3:::${avatars.bucket.bucketName}/*`],
  ['Fn::Sub of its name', 's3:GetObject', ({ avatars }) => Fn.sub('arn:aws:s3:::${B}/*', { B: avatars.bucket.bucketName })],
  ['every bucket', 's3:GetObject', () => 'arn:aws:s3:::*'],
  ['a wildcard in a bucket\'s name', 's3:GetObject', () => 'arn:aws:s3:::avatar?/x'],
  ['all of AWS', '*', () => '*'],
  ['all actions in capitals', 'DYNAMODB:GETITEM', ({ scores }) => scores.table.tableArn],
];

type Way = (g: Game, actions: string[], resource: string) => void;

/** How a statement may land on a users' role: in its own stack. */
const WAYS: [string, Way][] = [
  ['addToPrincipalPolicy', ({ role }, actions, resource) => { role.addToPrincipalPolicy(statement(actions, [resource])); }],
  ['iam.Policy', ({ stack, role }, actions, resource) => { new iam.Policy(stack, 'Extra', { roles: [role], statements: [statement(actions, [resource])] }); }],
  ['iam.ManagedPolicy', ({ stack, role }, actions, resource) => { new iam.ManagedPolicy(stack, 'Extra', { roles: [role], statements: [statement(actions, [resource])] }); }],
  ['addManagedPolicy', ({ stack, role }, actions, resource) => { role.addManagedPolicy(new iam.ManagedPolicy(stack, 'Extra', { statements: [statement(actions, [resource])] })); }],
  ['CfnPolicy by reference', ({ stack, role }, actions, resource) => { new iam.CfnPolicy(stack, 'Extra', { policyName: 'x', roles: [role.roleName], policyDocument: json(actions, resource) }); }],
  ['CfnPolicy by name', ({ stack }, actions, resource) => { new iam.CfnPolicy(stack, 'Extra', { policyName: 'x', roles: ['game-amazon'], policyDocument: json(actions, resource) }); }],
  ['CfnManagedPolicy', ({ stack, role }, actions, resource) => { new iam.CfnManagedPolicy(stack, 'Extra', { roles: [role.roleName], policyDocument: json(actions, resource) }); }],
  ['CfnRolePolicy', ({ stack, role }, actions, resource) => { new iam.CfnRolePolicy(stack, 'Extra', { policyName: 'x', roleName: role.roleName, policyDocument: json(actions, resource) }); }],
  ['a raw resource', (g, actions, resource) => {
    new CfnResource(g.stack, 'Extra', { type: 'AWS::IAM::Policy', properties: { PolicyName: 'x', Roles: [{ Ref: logicalId(g, g.role) }], PolicyDocument: json(actions, resource) } });
  }],
  ['a raw role policy by name', ({ stack }, actions, resource) => {
    new CfnResource(stack, 'Extra', { type: 'AWS::IAM::RolePolicy', properties: { PolicyName: 'x', RoleName: 'game-amazon', PolicyDocument: json(actions, resource) } });
  }],
  ['Role.fromRoleName', ({ stack }, actions, resource) => { iam.Role.fromRoleName(stack, 'Same', 'game-amazon').addToPrincipalPolicy(statement(actions, [resource])); }],
  ['Role.fromRoleArn', ({ stack }, actions, resource) => {
    iam.Role.fromRoleArn(stack, 'Same', 'arn:aws:iam::210987654321:role/game-amazon').addToPrincipalPolicy(statement(actions, [resource]));
  }],
  ['the role\'s own policies', ({ role }, actions, resource) => { (role.node.defaultChild as iam.CfnRole).policies = [{ policyName: 'x', policyDocument: json(actions, resource) }]; }],
  ['a property override of the role', ({ role }, actions, resource) => {
    (role.node.defaultChild as iam.CfnRole).addPropertyOverride('Policies', [{ PolicyName: 'x', PolicyDocument: json(actions, resource) }]);
  }],
  ['a property override of our policy', ({ role }, actions, resource) => {
    const policy = role.node.findChild('DefaultPolicy').node.defaultChild as iam.CfnPolicy;
    policy.addPropertyOverride('PolicyDocument.Statement.0.Resource', resource);
    policy.addPropertyOverride('PolicyDocument.Statement.0.Action', actions);
  }],
  ['an Aspect of the stage', ({ role }, actions, resource) => {
    Aspects.of(Stage.of(role)!).add({ visit: (node) => { if (node === role.node.defaultChild) (node as iam.CfnRole).policies = [{ policyName: 'x', policyDocument: json(actions, resource) }]; } });
  }],
];

/** How many were made so far. */
let attempts = 0;

const refused = (define: (g: Game) => void, code: RegExp) => {
  attempts += 1;
  const g = game();
  define(g);
  expect(() => g.app.synth()).toThrow(code);
};

test('the game itself passes', () => {
  expect(() => game().app.synth()).not.toThrow();
});

describe.each(RESOURCES)('refused: %s (%s)', (_, action, resource) => {
  test.each(WAYS.slice(0, 4))('by %s', (__, way) => refused((g) => way(g, [action], resource(g, g.stack)), /user-data-statement/));
});

describe.each(WAYS.slice(4))('refused: by %s', (_, way) => {
  test.each(RESOURCES.filter((__, i) => i % 8 === 0))('%s', (__, action, resource) => refused((g) => way(g, [action], resource(g, g.stack)), /user-data-statement/));
});

/** From another stack than the users'. */
test.each<[string, (g: Game) => void]>([
  ['table.grantReadData of an import', ({ other }) => {
    dynamodb.TableV2.fromTableName(other, 'T', 'Scores').grantReadData(iam.Role.fromRoleName(other, 'R', 'game-amazon'));
  }],
  ['bucket.grantRead of the bucket', ({ other, avatars }) => { avatars.bucket.grantRead(iam.Role.fromRoleName(other, 'R', 'game-amazon')); }],
  ['a policy that refers to the role', ({ other, role, scores }) => { new iam.Policy(other, 'P', { roles: [role], statements: [statement(['dynamodb:Scan'], [scores.table.tableArn])] }); }],
  ['a raw policy with an unreadable resource', ({ other }) => {
    new CfnResource(other, 'P', { type: 'AWS::IAM::Policy', properties: { PolicyName: 'x', Roles: ['game-amazon'], PolicyDocument: json(['s3:GetObject'], { 'Fn::ImportValue': 'x' }) } });
  }],
  ['a raw policy with the table as Fn::GetAtt', (g) => {
    new CfnResource(g.stack, 'P', {
      type: 'AWS::IAM::Policy',
      properties: { PolicyName: 'x', Roles: ['game-amazon'], PolicyDocument: json(['dynamodb:GetItem'], { 'Fn::GetAtt': [logicalId(g, g.scores.table), 'Arn'] }) },
    });
  }],
  ['a raw policy with the table in Fn::Sub', (g) => {
    new CfnResource(g.stack, 'P', {
      type: 'AWS::IAM::Policy',
      properties: { PolicyName: 'x', Roles: ['game-amazon'], PolicyDocument: json(['dynamodb:GetItem'], { 'Fn::Sub': `\${${logicalId(g, g.scores.table)}.Arn}` }) },
    });
  }],
  ['NotAction', ({ role }) => { role.addToPrincipalPolicy(new iam.PolicyStatement({ notActions: ['iam:*'], resources: ['*'] })); }],
  ['NotResource', ({ role }) => { role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], notResources: ['arn:aws:s3:::x/*'] })); }],
  ['table.grantStreamRead', ({ scores, role }) => { scores.table.grantStreamRead(role); }],
  ['bucket.grantReadWrite', ({ avatars, role }) => { avatars.bucket.grantReadWrite(role); }],
])('refused from elsewhere: %s', (_, define) => refused(define, /user-data-statement|user-data-policy/));

/** What no deny of ours would hold. */
test.each(['iam:*', 'iam:PutRolePolicy', 'iam:PassRole', 'sts:AssumeRole', 'sts:*', 'dax:GetItem'])('refused: the escape %s', (action) => {
  refused(({ role }) => { role.addToPrincipalPolicy(statement([action], ['arn:aws:iam::210987654321:role/x'])); }, /user-escape-statement|user-data-statement/);
});

test.each([
  'AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'AmazonDynamoDBFullAccess', 'AmazonDynamoDBReadOnlyAccess', 'AmazonS3FullAccess',
  'AmazonS3ReadOnlyAccess', 'job-function/DatabaseAdministrator', 'IAMFullAccess',
])('refused: the managed policy %s', (name) => refused(({ role }) => { role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(name)); }, /managed-policy/));

test('a managed policy that nobody can read is warned of', () => {
  const g = game();
  g.role.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(g.stack, 'Extra', 'extra'));
  g.app.synth();
  expect(g.role.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => data)).toEqual([expect.stringMatching(/policy\/extra cannot be read/)]);
});

/** Policies of the tables and buckets themselves. */
test.each<[string, (g: Game) => void]>([
  ['table.grantReadData of a principal that is the role\'s ARN', ({ scores, role }) => { scores.table.grantReadData(new iam.ArnPrincipal(role.roleArn)); }],
  ['a table policy for everybody', ({ scores }) => {
    scores.table.addToResourcePolicy(new iam.PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'], principals: [new iam.AnyPrincipal()] }));
  }],
  ['a table policy by override', ({ scores, role }) => {
    (scores.table.node.defaultChild as CfnResource).addPropertyOverride('Replicas.0.ResourcePolicy', {
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*', Principal: { AWS: role.roleArn } }] },
    });
  }],
  ['a bucket policy for the role', ({ avatars, role }) => { allowBucket(avatars, role); }],
  ['a bucket policy for the role by name', ({ avatars }) => { allowBucket(avatars, new iam.ArnPrincipal('arn:aws:iam::210987654321:role/game-amazon')); }],
  ['a bucket policy for everybody', ({ avatars }) => { allowBucket(avatars, new iam.AnyPrincipal()); }],
  ['a bucket policy for everybody of the account', ({ avatars }) => { allowBucket(avatars, new iam.AccountRootPrincipal()); }],
  ['a bucket policy for an account', ({ avatars }) => { allowBucket(avatars, new iam.AccountPrincipal('210987654321')); }],
  ['a bucket policy for a principal that is not known', ({ stack, avatars }) => { allowBucket(avatars, new iam.ArnPrincipal(new CfnParameter(stack, 'Who').valueAsString)); }],
])('refused: %s', (_, define) => refused(define, /user-data-policy/));

const allowBucket = ({ bucket }: WebIdentityUserBucket, principal: iam.IPrincipal) => bucket.addToResourcePolicy(
  new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')], principals: [principal] }));

/** Who may become whom. */
test.each<[string, RegExp, (g: Game) => void]>([
  ['grantAssumeRole(users)', /users-assume-role|user-escape/, ({ stack, users }) => { new iam.Role(stack, 'Admin', { assumedBy: new iam.AccountRootPrincipal() }).grantAssumeRole(users.grantPrincipal); }],
  ['a role that trusts a users\' role', /users-assume-role/, ({ stack, role }) => { new iam.Role(stack, 'Admin', { assumedBy: new iam.ArnPrincipal(role.roleArn) }); }],
  ['trust without audience', /trust-statement/, ({ role }) => { role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRoleWithWebIdentity'], principals: [new iam.FederatedPrincipal('www.amazon.com', {})] })); }],
  ['trust of an account', /trust-statement/, ({ role }) => { role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.AccountPrincipal('210987654321')] })); }],
  ['trust by override', /trust-statement/, ({ role }) => { (role.node.defaultChild as CfnResource).addPropertyDeletionOverride('AssumeRolePolicyDocument.Statement.0.Condition.StringEquals'); }],
  ['a plain role that takes the same tokens', /role-choice/, ({ stack }) => { new iam.Role(stack, 'Rival', { assumedBy: new iam.WebIdentityPrincipal('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application.abc' } }) }); }],
  ['a plain role without audience', /role-choice/, ({ other }) => { new iam.Role(other, 'Rival', { assumedBy: new iam.WebIdentityPrincipal('www.amazon.com') }); }],
  ['a raw role that takes the same tokens', /role-choice/, ({ stack }) => {
    new CfnResource(stack, 'Rival', { type: 'AWS::IAM::Role', properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:*', Principal: { Federated: 'www.amazon.com' } }] } } });
  }],
  ['fromRoles beside ours', /role-choice/, ({ stack }) => { WebIdentityUsers.fromRoles(stack, 'Rival', [{ provider: amazon, role: iam.Role.fromRoleName(stack, 'R', 'rival') }]); }],
  ['guardrails taken out', /guardrail-gone/, ({ role }) => { (role.node.findChild('DefaultPolicy').node.defaultChild as iam.CfnPolicy).addPropertyOverride('PolicyDocument.Statement.4.Effect', 'Allow'); }],
  ['guardrails made harmless', /guardrail-gone/, ({ role }) => {
    const policy = role.node.findChild('DefaultPolicy').node.defaultChild as iam.CfnPolicy;
    for (let i = 0; i < 8; i++) policy.addPropertyOverride(`PolicyDocument.Statement.${i}.Condition`, { Bool: { 'aws:SecureTransport': 'false' } });
  }],
])('refused: %s', (_, code, define) => refused(define, code));

test.each<[string, string, (g: Game) => void]>([
  ['a statement', 'user-data-statement', ({ role }) => { role.addToPrincipalPolicy(statement(['dynamodb:GetItem'], ['arn:aws:dynamodb:us-west-2:210987654321:table/*'])); }],
  ['a bucket policy', 'user-data-policy', ({ avatars }) => { allowBucket(avatars, new iam.AccountRootPrincipal()); }],
  ['a role that trusts a users\' role', 'users-assume-role', ({ stack, role }) => { new iam.Role(stack, 'Admin', { assumedBy: new iam.ArnPrincipal(role.roleArn) }); }],
  ['an escape', 'user-escape-statement', ({ role }) => { role.addToPrincipalPolicy(statement(['iam:PassRole'], ['arn:aws:iam::210987654321:role/x'])); }],
])('acknowledged with a reason: %s', (_, code, define) => {
  const g = game();
  define(g);
  const again = game();
  define(again);
  Validations.of(again.stack).acknowledge({ id: `cdk-web-identity::${code}`, reason: 'looked at' });
  expect(() => g.app.synth()).toThrow(new RegExp(code));
  expect(() => again.app.synth()).not.toThrow();
  const another = game();
  define(another);
  Validations.of(another.stack).acknowledge({ id: 'cdk-web-identity::another', reason: 'not this one' });
  expect(() => another.app.synth()).toThrow(new RegExp(code));
});

/** No false alarm. */
test.each<[string, (g: Game) => void]>([
  ['a backend\'s own role', ({ stack, scores, avatars }) => {
    const backend = new iam.Role(stack, 'Backend', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    scores.table.grantFullAccess(backend);
    scores.table.grantStreamRead(backend);
    avatars.bucket.grantReadWrite(backend);
    backend.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
  }],
  ['a bucket and an ordinary grant in two environments', ({ app }) => {
    const [one, two] = [new Stack(app, 'One', { env }), new Stack(app, 'Two', { env: { ...env, region: 'eu-west-1' } })];
    const users = new WebIdentityUsers(one, 'Users', { providers: [google] });
    new WebIdentityUserBucket(one, 'Files', { users });
    const assets = new s3.Bucket(two, 'Assets', { bucketName: 'assets' });
    assets.grantRead(users.roles[0].role);
  }],
  ['another table and another bucket', ({ stack, role }) => {
    new dynamodb.TableV2(stack, 'Levels', { partitionKey: { name: 'Level', type: dynamodb.AttributeType.NUMBER } }).grantReadData(role);
    new s3.Bucket(stack, 'Assets').grantRead(role);
    new kinesis.Stream(stack, 'Clicks').grantReadWrite(role);
  }],
  ['actions that reach no item, on our table and everywhere', ({ role, scores }) => {
    role.addToPrincipalPolicy(statement(['dynamodb:DescribeTable'], [scores.table.tableArn]));
    role.addToPrincipalPolicy(statement(['cloudwatch:PutMetricData'], ['*']));
  }],
  ['a policy for everybody of a table that is not ours', ({ stack }) => {
    const levels = new dynamodb.TableV2(stack, 'Levels', { partitionKey: { name: 'Level', type: dynamodb.AttributeType.NUMBER } });
    levels.addToResourcePolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: ['*'], principals: [new iam.AccountRootPrincipal()] }));
  }],
  ['another table by name', ({ role }) => { role.addToPrincipalPolicy(statement(['dynamodb:GetItem'], ['arn:aws:dynamodb:us-west-2:210987654321:table/Scores2'])); }],
  ['other apps\' roles of the same provider', ({ stack }) => {
    new iam.Role(stack, 'Apart', { assumedBy: new iam.WebIdentityPrincipal('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': 'another' } }) });
  }],
  ['a CI role of another issuer', ({ stack }) => {
    new iam.Role(stack, 'Ci', { assumedBy: new iam.WebIdentityPrincipal('arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com', {}) });
  }],
  ['a bucket policy for a service', ({ avatars }) => { allowBucket(avatars, new iam.ServicePrincipal('cloudfront.amazonaws.com')); }],
  ['a bucket policy for a backend', ({ stack, avatars }) => { allowBucket(avatars, new iam.Role(stack, 'Backend', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })); }],
  ['another deny', ({ role }) => { role.addToPrincipalPolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'] })); }],
  ['the same users from their roles', ({ other }) => {
    const same = WebIdentityUsers.fromRoles(other, 'Same', [{ provider: amazon, role: iam.Role.fromRoleName(other, 'R', 'game-amazon') }]);
    UserTableGrants.forTable(dynamodb.TableV2.fromTableName(other, 'Friends', 'Friends')).ownItems(same);
  }],
])('passes: %s', (_, define) => {
  const g = game();
  define(g);
  expect(() => g.app.synth()).not.toThrow();
});

test('audiences known only at deployment are rivals, too', () => refused(({ stack }) => {
  const app = new CfnParameter(stack, 'App').valueAsString;
  new iam.Role(stack, 'Rival', { assumedBy: new iam.WebIdentityPrincipal('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': app } }) });
}, /role-choice/));

test('a provider of another app beside ours, in users of their own', () => {
  const g = game();
  new WebIdentityUsers(g.other, 'Others', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: ['another'] })] });
  expect(() => g.app.synth()).not.toThrow();
});

test('these were at least 150 attempts', () => {
  console.log(`${attempts} attempts to widen what users may do: all refused at synthesis`);
  expect(attempts).toBeGreaterThanOrEqual(150);
});

import { App, Aspects, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { MINIMIZE } from './flags';
import { amazon, env, google } from './support';
import { WebIdentityGameTable, WebIdentityProvider, WebIdentityUserBucket, WebIdentityUsers } from '../src';

interface Game {
  readonly stack: Stack;
  readonly scores: WebIdentityGameTable;
  readonly avatars: WebIdentityUserBucket;
  readonly role: iam.IRole;
}

function game(context?: { [key: string]: unknown }): Game {
  const stack = new Stack(new App({ context }), 'Stack', { env });
  const users = new WebIdentityUsers(stack, 'Users', { providers: [amazon, google] });
  const scores = new WebIdentityGameTable(stack, 'Scores', { users, attributes: ['Wins'], tableName: 'Scores' });
  const avatars = new WebIdentityUserBucket(stack, 'Avatars', { users, bucketName: 'avatars' });
  return { stack, scores, avatars, role: users.roles[0].role };
}

const synth = ({ stack }: Game) => () => (stack.node.root as App).synth();
const allow = (actions: string[], resources: string[]) => new iam.PolicyStatement({ actions, resources });

test.each<[string, { [key: string]: unknown } | undefined]>([['no flags', undefined], ['merged statements', MINIMIZE]])(
  'what this library grants passes, with %s', (_, context) => {
    expect(synth(game(context))).not.toThrow();
  },
);

test.each<[string, (g: Game) => void]>([
  ['an ordinary grant on the table', ({ scores, role }) => { scores.table.grantReadData(role); }],
  ['an ordinary grant on the bucket', ({ avatars, role }) => { avatars.bucket.grantRead(role); }],
  ['a statement on all tables', ({ role }) => { role.addToPrincipalPolicy(allow(['dynamodb:GetItem'], ['*'])); }],
  ['a statement on tables by wildcard', ({ role }) => { role.addToPrincipalPolicy(allow(['dynamodb:GetItem'], ['arn:aws:dynamodb:us-west-2:123456789012:table/St*'])); }],
  ['the table by its name', ({ role }) => { role.addToPrincipalPolicy(allow(['dynamodb:GetItem'], ['arn:aws:dynamodb:us-west-2:123456789012:table/Scores'])); }],
  ['an index by the table\'s name', ({ stack, role }) => {
    role.addToPrincipalPolicy(allow(['dynamodb:Query'], [`arn:${stack.partition}:dynamodb:us-west-2:123456789012:table/Scores/index/*`]));
  }],
  ['the bucket by its name', ({ role }) => { role.addToPrincipalPolicy(allow(['s3:GetObject'], ['arn:aws:s3:::avatars/*'])); }],
  ['all actions', ({ scores, role }) => { role.addToPrincipalPolicy(allow(['*'], [scores.table.tableArn])); }],
  ['NotAction', ({ role }) => { role.addToPrincipalPolicy(new iam.PolicyStatement({ notActions: ['iam:*'], resources: ['*'] })); }],
  ['NotResource', ({ role }) => { role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], notResources: ['arn:aws:s3:::other/*'] })); }],
  ['our actions without our conditions', ({ scores, role }) => { role.addToPrincipalPolicy(allow(['dynamodb:GetItem'], [scores.table.tableArn])); }],
  ['a policy of its own', ({ stack, scores, role }) => {
    new iam.Policy(stack, 'Extra', { roles: [role], statements: [allow(['dynamodb:Scan'], [scores.table.tableArn])] });
  }],
  ['a managed policy', ({ stack, scores, role }) => {
    new iam.ManagedPolicy(stack, 'Extra', { roles: [role], statements: [allow(['dynamodb:Scan'], [scores.table.tableArn])] });
  }],
  ['a managed policy added to the role', ({ stack, avatars, role }) => {
    role.addManagedPolicy(new iam.ManagedPolicy(stack, 'Extra', { statements: [allow(['s3:GetObject'], [avatars.bucket.arnForObjects('*')])] }));
  }],
  ['an Aspect', ({ stack, scores, role }) => {
    Aspects.of(stack).add({
      visit: (node) => {
        if (node === role) (role.node.defaultChild as iam.CfnRole).policies = [{ policyName: 'Extra', policyDocument: { Statement: [{ Effect: 'Allow', Action: 'dynamodb:Scan', Resource: scores.table.tableArn }] } }];
      },
    });
  }],
])('refused: %s', (_, define) => {
  const g = game();
  define(g);
  expect(synth(g)).toThrow(/user-data-statement/);
});

test('refused: on roles that exist, too', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const role = iam.Role.fromRoleName(stack, 'Role', 'game');
  const scores = new WebIdentityGameTable(stack, 'Scores', { users: WebIdentityUsers.fromRoles(stack, 'Users', [{ provider: amazon, role }]) });
  scores.table.grantReadData(role);
  expect(() => (stack.node.root as App).synth()).toThrow(/user-data-statement/);
});

test('refused: a policy with as many statements as ours', () => {
  const g = game();
  const { length } = g.stack.resolve((g.role.node.findChild('DefaultPolicy').node.defaultChild as iam.CfnPolicy).policyDocument).Statement;
  const scans = Array.from({ length }, (_, i) => allow(['dynamodb:Scan'], [`${g.scores.table.tableArn}/index/${i}`]));
  new iam.Policy(g.stack, 'Extra', { roles: [g.role], statements: scans });
  expect(synth(g)).toThrow(/user-data-statement/);
});

test.each<[string, (g: Game) => void]>([
  ['a grant to the backend', ({ stack, scores, avatars }) => {
    const backend = new iam.Role(stack, 'Backend', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    scores.table.grantReadWriteData(backend);
    avatars.bucket.grantReadWrite(backend);
  }],
  ['another table', ({ stack, role }) => {
    new dynamodb.TableV2(stack, 'Levels', { partitionKey: { name: 'Level', type: dynamodb.AttributeType.NUMBER } }).grantReadData(role);
  }],
  ['a table whose name begins so', ({ role }) => {
    role.addToPrincipalPolicy(allow(['dynamodb:GetItem'], ['arn:aws:dynamodb:us-west-2:123456789012:table/Scores2']));
  }],
  ['another bucket', ({ stack, role }) => { new s3.Bucket(stack, 'Assets').grantRead(role); }],
  ['a deny', ({ role }) => { role.addToPrincipalPolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['dynamodb:*'], resources: ['*'] })); }],
])('allowed: %s', (_, define) => {
  const g = game();
  define(g);
  expect(synth(g)).not.toThrow();
});

describe('quotas, on what is rendered', () => {
  const many = (n: number, length: number) => Array.from({ length: n }, (_, i) => `${i}`.padStart(length, 'a'));

  test('a trust policy of more than 2,048 characters', () => {
    const stack = new Stack(new App(), 'Stack', { env });
    expect(() => new WebIdentityUsers(stack, 'Users', { providers: [WebIdentityProvider.google({ clientIds: many(20, 60) })] }))
      .toThrow(/^Stack\/Users: google: got "a trust policy of about \d+ characters", want at most 2048.*quota-trust-policy/);
  });

  test('a trust policy that fits', () => {
    const stack = new Stack(new App(), 'Stack', { env });
    new WebIdentityUsers(stack, 'Users', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: many(25, 60) })] });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });

  test('one statement that no policy can hold', () => {
    const stack = new Stack(new App(), 'Stack', { env });
    new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], attributes: many(60, 255) });
    expect(() => (stack.node.root as App).synth()).toThrow(/quota-(inline-policies|managed-policy)/);
  });

  const tables = (n: number) => {
    const stack = new Stack(new App(), 'Stack', { env });
    const users = new WebIdentityUsers(stack, 'Users', { providers: [amazon] });
    for (let i = 0; i < n; i++) new WebIdentityGameTable(stack, `Scores${i}`, { users, attributes: many(20, 20) });
    return () => (stack.node.root as App).synth();
  };

  test('what CDK leaves inline by its estimate can be too long: the error names what to split', () => {
    expect(tables(4)).toThrow(/Stack\/Users\/amazon: got "inline policies of about \d+ characters", want at most 10240.*most is said of Stack\/Scores0\/Table \(\d+\).*quota-inline-policies/);
  });

  test('a managed policy on the role', () => {
    const g = game();
    new iam.ManagedPolicy(g.stack, 'Extra', { roles: [g.role], statements: [allow(['sqs:SendMessage'], many(30, 250).map((name) => `arn:aws:sqs:us-west-2:123456789012:${name}`))] });
    expect(synth(g)).toThrow(/Stack\/Extra\/Resource: got "a managed policy of about \d+ characters", want at most 6144.*quota-managed-policy/);
  });

  test('a bucket\'s policy', () => {
    const g = game();
    for (let i = 0; i < 120; i++) {
      g.avatars.bucket.addToResourcePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [g.avatars.bucket.arnForObjects(`${i}`.padStart(200, 'a'))], principals: [new iam.ServicePrincipal('logs.amazonaws.com')] }));
    }
    expect(synth(g)).toThrow(/quota-bucket-policy/);
  });

  test('what fits inline', () => {
    expect(tables(3)).not.toThrow();
  });
});

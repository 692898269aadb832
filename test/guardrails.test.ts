import { App, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { MINIMIZE } from './flags';
import { amazon, bucketGuardrails, env, google, guardrails, newStack, resources } from './support';
import { OwnAccess, UserBucketGrants, UserTableGrants, WebIdentityGameTable, WebIdentityUserBucket, WebIdentityUsers } from '../src';

const ARN = 'arn:aws:dynamodb:us-west-2:123456789012:table/Scores';
const OWN = ['${www.amazon.com:user_id}'];
const WITHOUT_KEY = { Null: { 'dynamodb:LeadingKeys': 'true' } };

const players = (stack: Stack, ...providers: typeof amazon[]) => new WebIdentityUsers(stack, 'Users', { providers: providers.length === 0 ? [amazon] : providers });
const imported = (stack: Stack, id = 'Table', arn = ARN) => dynamodb.TableV2.fromTableArn(stack, id, arn);

describe('tables', () => {
  test('all of a table is denied but what is under the user\'s own key', () => {
    const stack = newStack();
    UserTableGrants.forTable(imported(stack)).ownItems(players(stack));
    const resource = [ARN, `${ARN}/*`];
    expect(guardrails(stack)).toEqual([
      { Effect: 'Deny', Action: 'dynamodb:*', Resource: resource, Condition: WITHOUT_KEY },
      { Effect: 'Deny', Action: 'dynamodb:*', Resource: resource, Condition: { 'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': OWN } } },
    ]);
  });

  test('with a suffix, what is not below the user\'s own prefix', () => {
    const stack = newStack();
    UserTableGrants.forTable(imported(stack)).ownItems(players(stack, google), { keySuffix: true });
    expect(guardrails(stack)[1].Condition).toEqual({ 'ForAnyValue:StringNotLike': { 'dynamodb:LeadingKeys': ['google#${accounts.google.com:sub}#*'] } });
  });

  test('whatever users may do with their items: a read-only grant is guarded, too', () => {
    const stack = newStack();
    UserTableGrants.forTable(imported(stack)).ownItems(players(stack), { access: OwnAccess.READ });
    expect(guardrails(stack)).toHaveLength(2);
  });

  test('each provider\'s role denies by its own variable', () => {
    const stack = newStack();
    UserTableGrants.forTable(imported(stack)).ownItems(players(stack, amazon, google));
    expect(guardrails(stack).flatMap(({ Condition }) => Condition['ForAnyValue:StringNotEquals'] ?? []).map((test) => test['dynamodb:LeadingKeys'][0]))
      .toEqual(['${www.amazon.com:user_id}', 'google#${accounts.google.com:sub}']);
  });

  test('every replica Region is covered, also one added after the grant', () => {
    const stack = newStack();
    const scores = new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], replicas: [{ region: 'eu-west-1' }] });
    scores.table.addReplica({ region: 'ap-south-1' });
    const rendered = guardrails(stack)[0].Resource.map((resource: unknown) => JSON.stringify(resource));
    expect(rendered).toHaveLength(6);
    for (const region of ['eu-west-1', 'ap-south-1']) expect(rendered.filter((arn: string) => arn.includes(`:dynamodb:${region}:`))).toHaveLength(2);
  });

  test.each(['before', 'after'])('an index that is shared %s the grant is left out, the rest is named', (order) => {
    const stack = newStack();
    const users = players(stack);
    const table = new dynamodb.TableV2(stack, 'Table', {
      partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'Game', type: dynamodb.AttributeType.STRING },
      localSecondaryIndexes: [{ indexName: 'Own', sortKey: { name: 'Day', type: dynamodb.AttributeType.STRING } }],
      globalSecondaryIndexes: [{ indexName: 'Board', partitionKey: { name: 'Game', type: dynamodb.AttributeType.STRING } }],
    });
    const grants = UserTableGrants.forTable(table);
    if (order === 'before') grants.sharedItems(users, { index: 'Board', attributes: ['Game'] });
    grants.ownItems(users, { indexes: ['Own'] });
    if (order === 'after') grants.sharedItems(users, { index: 'Board', attributes: ['Game'] });
    table.addGlobalSecondaryIndex({ indexName: 'Later', partitionKey: { name: 'Day', type: dynamodb.AttributeType.STRING } });
    const names = guardrails(stack)[0].Resource.map((resource: any) => resource['Fn::Join']?.[1][1] ?? '');
    expect(names).toEqual(['', '/stream/*', '/backup/*', '/export/*', '/index/Later', '/index/Own']);
  });

  test('a reader of another set shares nothing for those who own', () => {
    const stack = newStack();
    const grants = UserTableGrants.forTable(imported(stack));
    grants.ownItems(players(stack));
    grants.sharedItems(new WebIdentityUsers(stack, 'Readers', { providers: [google] }), { index: 'Board', attributes: ['Game'] });
    expect(guardrails(stack).map(({ Resource }) => Resource)).toEqual([[ARN, `${ARN}/*`], [ARN, `${ARN}/*`]]);
  });

  test('an imported table whose index is shared: own indexes are denied by name', () => {
    const stack = newStack();
    const grants = UserTableGrants.forTable(imported(stack));
    const users = players(stack);
    grants.ownItems(users, { indexes: ['Own'] });
    grants.sharedItems(users, { index: 'Board', attributes: ['Game'] });
    expect(guardrails(stack)[0].Resource).toEqual([ARN, ...['stream/*', 'backup/*', 'export/*', 'index/Own'].map((name) => `${ARN}/${name}`)]);
  });

  test('tables with the same user key share one pair of statements: a table costs two ARNs', () => {
    const stack = newStack();
    const users = players(stack);
    for (const id of ['A', 'B', 'C']) UserTableGrants.forTable(imported(stack, id, `${ARN}${id}`)).ownItems(users);
    UserTableGrants.forTable(imported(stack, 'S', `${ARN}S`)).ownItems(users, { keySuffix: true });
    expect(guardrails(stack).map(({ Resource }) => Resource.length)).toEqual([6, 6, 2, 2]);
  });

  test('a table that is granted twice is guarded once', () => {
    const stack = newStack();
    const users = players(stack);
    UserTableGrants.forTable(imported(stack)).ownItems(users);
    UserTableGrants.forTable(imported(stack, 'Again')).ownItems(users);
    expect(guardrails(stack).map(({ Resource }) => Resource)).toEqual([[ARN, `${ARN}/*`], [ARN, `${ARN}/*`]]);
  });

  test('no statement grows beyond what a managed policy holds', () => {
    const stack = newStack();
    const users = players(stack);
    for (let i = 0; i < 40; i++) UserTableGrants.forTable(imported(stack, `T${i}`, `${ARN}${i}`)).ownItems(users);
    const all = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => Object.values(resources(stack, type)))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement).filter(({ Effect }) => Effect === 'Deny');
    expect(all.map(({ Resource }) => Resource.length)).toEqual([30, 30, 30, 30, 20, 20]);
  });
});

describe('buckets', () => {
  const arn = (key = '') => {
    const bucket = { 'Fn::GetAtt': [expect.stringMatching(/Bucket/), 'Arn'] };
    return key === '' ? bucket : { 'Fn::Join': ['', [bucket, key]] };
  };
  const byRole = { ArnEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': [expect.stringMatching(/Usersgoogle/), 'Arn'] } } };
  const own = 'users/google/${accounts.google.com:sub}/*';

  test('an own bucket denies a provider\'s role all but its folders', () => {
    const stack = newStack();
    new WebIdentityUserBucket(stack, 'Avatars', { providers: [google], sharedPrefixes: ['public/'] });
    expect(bucketGuardrails(stack)).toEqual([
      { Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', NotResource: [arn(), arn(`/${own}`), arn('/public/*')], Condition: byRole },
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:ListBucket*',
        Resource: arn(),
        Condition: { ...byRole, StringNotLike: { 's3:prefix': [own, 'public/*'] } },
      },
      { Effect: 'Deny', Principal: { AWS: '*' }, NotAction: 's3:ListBucket*', Resource: arn(), Condition: byRole },
      { Effect: 'Deny', Principal: { AWS: '*' }, NotAction: 's3:GetObject', NotResource: [arn(), arn(`/${own}`)], Condition: byRole },
    ]);
  });

  test('a plain L2 bucket gets a policy, folders of later grants join, other roles have folders of their own', () => {
    const stack = newStack();
    const users = players(stack, google);
    const grants = UserBucketGrants.forBucket(new s3.Bucket(stack, 'Bucket'));
    grants.ownObjects(users);
    grants.sharedObjects(users, 'a/');
    grants.sharedObjects(new WebIdentityUsers(stack, 'Readers', { providers: [amazon] }), 'b/');
    const prefixes = bucketGuardrails(stack).flatMap(({ Condition }) => Condition.StringNotLike?.['s3:prefix'] ?? []);
    expect(prefixes).toEqual([own, 'a/*', 'b/*']);
    expect(bucketGuardrails(stack)).toHaveLength(8);
  });

  test('who may read and not list is denied every list', () => {
    const stack = newStack();
    const grants = UserBucketGrants.forBucket(new s3.Bucket(stack, 'Bucket'));
    const readers = new WebIdentityUsers(stack, 'Readers', { providers: [amazon] });
    grants.publishedObjects(players(stack, google), { readers: [readers] });
    const ofReaders = bucketGuardrails(stack).filter(({ Condition }) => JSON.stringify(Condition).includes('Readers'));
    expect(ofReaders).toEqual([
      expect.objectContaining({ Action: 's3:*', NotResource: [arn(), arn('/published/*')] }),
      expect.objectContaining({ Action: 's3:ListBucket*', Condition: { ArnEquals: expect.anything() } }),
      expect.objectContaining({ NotAction: 's3:ListBucket*', Resource: arn() }),
      expect.objectContaining({ NotAction: 's3:GetObject', NotResource: [arn()] }),
    ]);
  });

  test('merged statements (a feature flag) say the same', () => {
    const stack = new Stack(new App({ context: MINIMIZE }), 'Stack', { env });
    new WebIdentityUserBucket(stack, 'Avatars', { providers: [amazon, google] });
    expect(bucketGuardrails(stack)).toHaveLength(6);
  });

  test.each<[string, (stack: Stack) => s3.IBucketRef]>([
    ['imported', (stack) => s3.Bucket.fromBucketName(stack, 'Bucket', 'avatars')],
    ['of another account', (stack) => new s3.Bucket(new Stack(stack.node.root, 'Other', { env: { ...env, account: '210987654321' } }), 'Bucket', { bucketName: 'avatars' })],
    ['an L1', (stack) => new s3.CfnBucket(stack, 'Bucket')],
  ])('a bucket that is %s has none', (_, bucket) => {
    const stack = newStack();
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/players');
    const granted = bucket(stack);
    UserBucketGrants.forBucket(granted).ownObjects(WebIdentityUsers.fromRoles(stack, 'Users', [{ provider: amazon, role }]));
    expect(bucketGuardrails(Stack.of(granted))).toEqual([]);
  });
});

import { App, NestedStack, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { amazon, env } from './support';
import { UserBucketGrants, UserTableGrants, WebIdentityProvider, WebIdentityUsers } from '../src';

const raw = WebIdentityProvider.facebook({ appIds: ['1234567890'] });

function stacks(): [Stack, Stack] {
  const app = new App();
  return [new Stack(app, 'One', { env }), new Stack(app, 'Two', { env })];
}

/** Two constructs of one app, and whether they stand for one resource. */
type Pair<T> = [string, (one: Stack, two: Stack) => [T, T], boolean];

const defined = (stack: Stack, props: s3.BucketProps = {}) => new s3.Bucket(stack, 'Bucket', props);

test.each<Pair<s3.IBucketRef>>([
  ['imported twice by name', (one) => [s3.Bucket.fromBucketName(one, 'A', 'avatars'), s3.Bucket.fromBucketName(one, 'B', 'avatars')], true],
  ['imported by name and by ARN, in two stacks', (one, two) => [s3.Bucket.fromBucketName(one, 'A', 'avatars'), s3.Bucket.fromBucketArn(two, 'B', 'arn:aws:s3:::avatars')], true],
  ['defined and imported by its name', (one) => [defined(one, { bucketName: 'avatars' }), s3.Bucket.fromBucketName(one, 'B', 'avatars')], true],
  ['an L2 and its L1', (one) => { const bucket = defined(one); return [bucket, bucket.node.defaultChild as s3.CfnBucket]; }, true],
  ['defined and imported by reference', (one) => { const bucket = defined(one); return [bucket, s3.Bucket.fromBucketName(new NestedStack(one, 'N'), 'B', bucket.bucketName)]; }, true],
  ['two names', (one) => [s3.Bucket.fromBucketName(one, 'A', 'avatars'), s3.Bucket.fromBucketName(one, 'B', 'avatars2')], false],
  ['two without names', (one, two) => [defined(one), defined(two)], false],
])('buckets %s', (_, pair, same) => {
  const [one, two] = stacks();
  const [first, second] = pair(one, two);
  const users = new WebIdentityUsers(one, 'Users', { providers: [amazon] });
  UserBucketGrants.forBucket(first).ownObjects(users, { prefix: 'a/' });
  const share = () => UserBucketGrants.forBucket(second).sharedObjects(users, 'a/b/');
  if (same) expect(share).toThrow(/folders-overlap/);
  else expect(share).not.toThrow();
});

const arn = (region: string, name: string) => `arn:aws:dynamodb:${region}:123456789012:table/${name}`;

test.each<Pair<dynamodb.ITableRef>>([
  ['imported twice', (one) => [dynamodb.TableV2.fromTableName(one, 'A', 'Scores'), dynamodb.Table.fromTableArn(one, 'B', arn('us-west-2', 'Scores'))], true],
  ['of two names', (one) => [dynamodb.TableV2.fromTableName(one, 'A', 'Scores'), dynamodb.TableV2.fromTableName(one, 'B', 'Scores2')], false],
  ['of two Regions', (one) => [dynamodb.TableV2.fromTableArn(one, 'A', arn('us-west-2', 'Scores')), dynamodb.TableV2.fromTableArn(one, 'B', arn('eu-west-1', 'Scores'))], false],
])('tables %s', (_, pair, same) => {
  const [one, two] = stacks();
  const [first, second] = pair(one, two);
  UserTableGrants.forTable(first).ownItems(new WebIdentityUsers(one, 'Users', { providers: [amazon] }));
  const others = new WebIdentityUsers(one, 'Others', { providers: [raw] });
  const grant = () => UserTableGrants.forTable(second).ownItems(others);
  if (same) expect(grant).toThrow(/users-collide/);
  else expect(grant).not.toThrow();
});

test('a table that is renamed between two grants is one table', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const table = new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING } });
  const users = (id: string, userNamespace: string) => new WebIdentityUsers(stack, id, {
    providers: [WebIdentityProvider.google({ clientIds: ['1-a.apps.googleusercontent.com'], userNamespace })],
  });
  UserTableGrants.forTable(table).ownItems(users('Raw', ''));
  (table.node.defaultChild as dynamodb.CfnGlobalTable).tableName = 'Renamed';
  expect(() => UserTableGrants.forTable(table).ownItems(users('Named', 'g'))).toThrow(/users-collide/);
});

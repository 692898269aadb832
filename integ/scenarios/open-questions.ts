import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { backend, issuerUser, type Person } from './people';
import type { Scenario } from './setting';
import { allowed, refused } from './step';

const DENIED = 'AccessDeniedException';

/** What the library does not rely on, or bars, because AWS's documentation leaves it open: roles with policies of their own. */
export const openQuestions: Scenario = (setting) => {
  const { table: TableName, bucket: Bucket, wildcards, conditionChecks, enclosed, friends } = setting.facts;
  const app = backend(setting);
  const star = issuerUser(setting, '*', wildcards);
  const checker = issuerUser(setting, 'alice', conditionChecks);
  const enclosing = issuerUser(setting, 'alice', enclosed);
  const friend = issuerUser(setting, 'alice', friends);

  const check = (who: Person, options: object = {}) => who.items.send(new TransactWriteCommand({
    TransactItems: [{ ConditionCheck: { TableName, Key: { UserId: 'alice' }, ConditionExpression: 'attribute_not_exists(Wins)', ...options } }],
  }));
  const queryFriends = (of: string) => friend.items.send(new QueryCommand({
    TableName, IndexName: 'ByFriend', KeyConditionExpression: 'Friend = :f', ExpressionAttributeValues: { ':f': of },
  }));
  const VALUES_ARE_LITERAL = 'a wildcard in the value of a policy variable stands for itself';

  return [
    allowed(app, 'put alice\'s file', () => app.files.send(new PutObjectCommand({ Bucket, Key: 'users/alice/avatar.png', Body: 'alice' }))),
    allowed(app, 'put alice\'s item', () => app.items.send(new PutCommand({ TableName, Item: { UserId: 'alice#1', Friend: 'bob' } }))),
    allowed(star, 'put own file as the user *', () => star.files.send(new PutObjectCommand({ Bucket, Key: 'users/*/avatar.png', Body: '*' }))),
    refused(star, 'get alice\'s file as the user *', 'AccessDenied', () => star.files.send(new GetObjectCommand({ Bucket, Key: 'users/alice/avatar.png' })), VALUES_ARE_LITERAL),
    allowed(star, 'get own item as the user *', () => star.items.send(new GetCommand({ TableName, Key: { UserId: '*#1' } }))),
    refused(star, 'get alice\'s item as the user *', DENIED, () => star.items.send(new GetCommand({ TableName, Key: { UserId: 'alice#1' } })), VALUES_ARE_LITERAL),

    allowed(checker, 'check a condition on own item', () => check(checker), 'dynamodb:ReturnValues has a value (NONE) in ConditionCheckItem'),
    refused(checker, 'check a condition on a hidden attribute', DENIED, () => check(checker, { ConditionExpression: 'attribute_not_exists(Banned)' }),
      'ConditionCheckItem carries dynamodb:Attributes'),
    refused(checker, 'check a condition, the item back where it fails', DENIED, () => check(checker, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      'ReturnValuesOnConditionCheckFailure of a ConditionCheckItem shows in dynamodb:ReturnValues'),
    allowed(enclosing, 'check a condition where only transactions may', () => check(enclosing), 'dynamodb:EnclosingOperation has a value in ConditionCheckItem'),

    allowed(friend, 'query an index partitioned by another attribute, own id', () => queryFriends('alice'), 'dynamodb:LeadingKeys holds the partition key of the index that is queried'),
    refused(friend, 'query an index partitioned by another attribute, bob\'s id', DENIED, () => queryFriends('bob'),
      'dynamodb:LeadingKeys holds the partition key of the index that is queried'),
  ];
};

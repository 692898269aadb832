import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { amazon, google, newStack, statements } from './support';
import { OwnAccess, OwnItemsOptions, UserTableGrants, UserTableKeys, WebIdentityUsers } from '../src';

const ARN = 'arn:aws:dynamodb:us-west-2:123456789012:table/Scores';
const KEYS: UserTableKeys = { userIdAttribute: 'UserId', sortKey: 'GameTitle' };

function granted(options: OwnItemsOptions, keys: UserTableKeys = KEYS, provider = amazon): any[] {
  const stack = newStack();
  UserTableGrants.forTable(dynamodb.TableV2.fromTableArn(stack, 'Table', ARN), keys)
    .ownItems(new WebIdentityUsers(stack, 'Users', { providers: [provider] }), options);
  return statements(stack);
}

const leadingKeys = { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] };

test('without attribute limits: the seven actions of the published example, leading keys with their Null guard', () => {
  expect(granted({})).toEqual([{
    Effect: 'Allow',
    Action: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
    Resource: [ARN],
    Condition: { 'ForAllValues:StringEquals': leadingKeys, 'Null': { 'dynamodb:LeadingKeys': 'false' } },
  }]);
});

test('with attribute limits: reads, single-item writes and BatchWriteItem apart', () => {
  const lists = { ...leadingKeys, 'dynamodb:Attributes': ['UserId', 'GameTitle', 'Wins'] };
  const guards = { 'ForAllValues:StringEquals': lists, 'Null': { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' } };
  expect(granted({ attributes: ['Wins'] })).toEqual([
    { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], Resource: [ARN], Condition: { ...guards, StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } } },
    { Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], Resource: [ARN], Condition: { ...guards, StringEquals: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] } } },
    { Effect: 'Allow', Action: 'dynamodb:BatchWriteItem', Resource: [ARN], Condition: guards },
  ]);
});

test('key attributes named in attributes are accepted', () => {
  expect(granted({ attributes: ['Wins', 'GameTitle', 'UserId'] })[0].Condition['ForAllValues:StringEquals']['dynamodb:Attributes'])
    .toEqual(['UserId', 'GameTitle', 'Wins']);
});

test.each<[string, OwnItemsOptions, string[]]>([
  ['read', { access: OwnAccess.READ }, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']],
  ['read-update', { access: OwnAccess.READ_UPDATE }, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:UpdateItem']],
  ['read, limited', { access: OwnAccess.READ, attributes: ['Wins'] }, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']],
  ['server attributes', { attributes: ['Wins'], serverAttributes: ['Banned'] }, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:UpdateItem']],
])('%s grants exactly these actions', (_, options, actions) => {
  expect(granted(options).flatMap((statement) => statement.Action)).toEqual(actions);
});

test('a namespace is put before the id', () => {
  expect(granted({}, KEYS, google)[0].Condition['ForAllValues:StringEquals']).toEqual({ 'dynamodb:LeadingKeys': ['google#${accounts.google.com:sub}'] });
});

test('never Scan, PartiQL, wildcard actions or index/*', () => {
  const all = JSON.stringify([granted({}), granted({ attributes: ['Wins'] }), granted({ indexes: ['ByDate'] })]);
  expect(all).not.toMatch(/Scan|PartiQL|dynamodb:\*|index\/\*/);
});

describe('tables that the app defines', () => {
  const users = (table: dynamodb.ITable | dynamodb.CfnTable) => new WebIdentityUsers(table.stack, 'Users', { providers: [amazon] });

  test('keys are read from the table, an L2 or an L1', () => {
    const stack = newStack();
    const table = new dynamodb.CfnTable(stack, 'Table', {
      keySchema: [{ attributeName: 'Player', keyType: 'HASH' }, { attributeName: 'Day', keyType: 'RANGE' }],
      attributeDefinitions: [{ attributeName: 'Player', attributeType: 'S' }, { attributeName: 'Day', attributeType: 'S' }],
    });
    UserTableGrants.forTable(table).ownItems(users(table), { attributes: ['Wins'] });
    expect(statements(stack)[0].Condition['ForAllValues:StringEquals']['dynamodb:Attributes']).toEqual(['Player', 'Day', 'Wins']);
  });

  test('own-id indexes join, Query only, their keys readable and not writable', () => {
    const stack = newStack();
    const table = new dynamodb.TableV2(stack, 'Table', {
      partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING },
      globalSecondaryIndexes: [{
        indexName: 'ByDate',
        partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING },
        sortKey: { name: 'Date', type: dynamodb.AttributeType.STRING },
      }],
    });
    UserTableGrants.forTable(table).ownItems(users(table), { attributes: ['Wins'], indexes: ['ByDate'] });
    const [reads, writes, batch, index] = statements(stack);
    const attributes = (statement: any) => statement.Condition['ForAllValues:StringEquals']['dynamodb:Attributes'];
    expect(index.Action).toBe('dynamodb:Query');
    expect(JSON.stringify(index.Resource)).toContain('/index/ByDate');
    expect([reads, index].map(attributes)).toEqual([['UserId', 'Date', 'Wins'], ['UserId', 'Date', 'Wins']]);
    expect([writes, batch].map(attributes)).toEqual([['UserId', 'Wins'], ['UserId', 'Wins']]);
    expect(index.Condition.Null).toEqual({ 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' });
  });

  test('every replica Region is covered, also one added after the grant', () => {
    const stack = newStack();
    const table = new dynamodb.TableV2(stack, 'Table', {
      partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING },
      replicas: [{ region: 'eu-west-1' }],
    });
    UserTableGrants.forTable(table).ownItems(users(table));
    table.addReplica({ region: 'ap-south-1' });
    const rendered = JSON.stringify(statements(stack)[0].Resource);
    expect(statements(stack)[0].Resource).toHaveLength(3);
    expect(rendered).toContain(':dynamodb:eu-west-1:123456789012:table/');
    expect(rendered).toContain(':dynamodb:ap-south-1:123456789012:table/');
  });
});

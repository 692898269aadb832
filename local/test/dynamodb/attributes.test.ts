import { KEY, contextOf } from './fixtures';

/* What counts as mentioned: DynamoDB Developer Guide, Using IAM policy conditions, dynamodb:Attributes, examples 3, 6 and 7. */

const names = (operation: string, input: object): unknown =>
  (contextOf(operation, { TableName: 'GameScores', ...input }).attributes as string[]).filter((name) => name !== 'UserId' && name !== 'GameTitle');

const V = { ':v': { S: 'x' } };
const QUERY = { KeyConditionExpression: 'UserId = :u' };
const USER = { ':u': { S: 'alice' } };

describe('expressions', () => {
  test.each<[string, string, object, string[]]>([
    ['an alias', 'GetItem', { Key: KEY, ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': 'Secret' } }, ['Secret']],
    ['an alias with a dot in its name', 'GetItem', { Key: KEY, ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': 'a.b' } }, ['a.b']],
    ['two aliases of one name', 'PutItem', {
      Item: KEY,
      ConditionExpression: '#a = :v OR #b <> :v',
      ExpressionAttributeNames: { '#a': 'Secret', '#b': 'Secret' },
      ExpressionAttributeValues: V,
    }, ['Secret']],
    ['a nested path', 'GetItem', { Key: KEY, ProjectionExpression: 'Address.City.Zip' }, ['Address']],
    ['a nested path of aliases', 'GetItem', {
      Key: KEY, ProjectionExpression: '#a.#b', ExpressionAttributeNames: { '#a': 'Address', '#b': 'City' },
    }, ['Address']],
    ['a list index', 'GetItem', { Key: KEY, ProjectionExpression: 'Games[0].Score, Games[1]' }, ['Games']],
    ['white space within a path', 'GetItem', { Key: KEY, ProjectionExpression: ' Address . City ,\n Wins ' }, ['Address', 'Wins']],
    ['case', 'GetItem', { Key: KEY, ProjectionExpression: 'wins, WINS' }, ['wins', 'WINS']],
    ['functions', 'PutItem', {
      Item: KEY,
      ConditionExpression: 'attribute_not_exists(A) AND attribute_type(B, :v) AND contains(C, D) AND begins_with(E, :v) AND size(F) > G',
      ExpressionAttributeValues: { ':v': { S: 'S' } },
    }, ['A', 'B', 'C', 'D', 'E', 'F', 'G']],
    ['comparators, BETWEEN and IN', 'DeleteItem', {
      Key: KEY, ConditionExpression: 'NOT (A BETWEEN B AND C) OR D IN (E, :v) OR F <= G', ExpressionAttributeValues: V,
    }, ['A', 'B', 'C', 'D', 'E', 'F', 'G']],
    ['a value before the name', 'DeleteItem', { Key: KEY, ConditionExpression: ':v = Secret', ExpressionAttributeValues: V }, ['Secret']],
    ['every section of an update', 'UpdateItem', {
      Key: KEY,
      UpdateExpression: 'SET A.B = C[1], D = list_append(E, :l), F = G - :n REMOVE H[0] ADD I :n DELETE J :s',
      ExpressionAttributeValues: { ':l': { L: [] }, ':n': { N: '1' }, ':s': { SS: ['a'] } },
    }, ['A', 'D', 'F', 'H', 'I', 'J', 'C', 'E', 'G']],
    ['an update and its condition', 'UpdateItem', {
      Key: KEY, UpdateExpression: 'SET A = :v', ConditionExpression: 'B = :v', ExpressionAttributeValues: V,
    }, ['B', 'A']],
    ['an alias used in the condition only', 'UpdateItem', {
      Key: KEY,
      UpdateExpression: 'SET A = :v',
      ConditionExpression: 'attribute_exists(#s)',
      ExpressionAttributeNames: { '#s': 'Secret' },
      ExpressionAttributeValues: V,
    }, ['Secret', 'A']],
    ['key condition, filter and projection of a query', 'Query', {
      ...QUERY, FilterExpression: 'Secret = :v', ProjectionExpression: 'Wins', ExpressionAttributeValues: { ...V, ...USER },
    }, ['Wins', 'Secret']],
    ['the start key of a page', 'Query', { ...QUERY, ExclusiveStartKey: { ...KEY, Wins: { N: '1' } }, ExpressionAttributeValues: USER }, ['Wins']],
    ['filter and projection of a scan', 'Scan', {
      FilterExpression: 'size(Secret) > :n', ProjectionExpression: 'Wins', ExpressionAttributeValues: { ':n': { N: '1' } },
    }, ['Wins', 'Secret']],
    ['the members of a nested value are no attributes', 'PutItem', { Item: { ...KEY, A: { M: { Secret: { S: '' } } } } }, ['A']],
  ])('%s', (_, operation, input, expected) => {
    expect(new Set(names(operation, input) as string[])).toEqual(new Set(expected));
  });

  test('a reversed key condition', () => {
    const context = contextOf('Query', { TableName: 'GameScores', KeyConditionExpression: ':u = UserId AND :v < GameTitle', ExpressionAttributeValues: { ...USER, ...V } });
    expect(context).toMatchObject({ leadingkeys: ['alice'], attributes: ['GameTitle', 'UserId'] });
  });
});

describe('legacy parameters', () => {
  const EQ = { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'x' }] };

  test.each<[string, string, object, string[]]>([
    ['AttributesToGet', 'GetItem', { Key: KEY, AttributesToGet: ['Wins', 'Secret'] }, ['Wins', 'Secret']],
    ['Expected', 'PutItem', { Item: KEY, Expected: { Secret: { Exists: false } } }, ['Secret']],
    ['Expected of a delete', 'DeleteItem', { Key: KEY, Expected: { Secret: EQ, Other: EQ }, ConditionalOperator: 'OR' }, ['Secret', 'Other']],
    ['AttributeUpdates and Expected', 'UpdateItem', {
      Key: KEY, AttributeUpdates: { Wins: { Action: 'DELETE' } }, Expected: { Secret: { Value: { S: 'x' } } },
    }, ['Wins', 'Secret']],
    ['QueryFilter', 'Query', {
      KeyConditions: { UserId: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'alice' }] } }, QueryFilter: { Secret: EQ }, AttributesToGet: ['Wins'],
    }, ['Wins', 'Secret']],
    ['ScanFilter', 'Scan', { ScanFilter: { Secret: EQ }, AttributesToGet: ['Wins'] }, ['Wins', 'Secret']],
  ])('%s', (_, operation, input, expected) => {
    expect(new Set(names(operation, input) as string[])).toEqual(new Set(expected));
  });

  test('AttributesToGet selects as a projection does', () => {
    expect(contextOf('GetItem', { TableName: 'GameScores', Key: KEY, AttributesToGet: ['Wins'] }).select).toBe('SPECIFIC_ATTRIBUTES');
    expect(contextOf('Scan', { TableName: 'GameScores', AttributesToGet: ['Wins'] }).select).toBe('SPECIFIC_ATTRIBUTES');
  });

  test('KeyConditions', () => {
    const KeyConditions = {
      UserId: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'alice' }] },
      GameTitle: { ComparisonOperator: 'BEGINS_WITH', AttributeValueList: [{ S: 'ch' }] },
    };
    expect(contextOf('Query', { TableName: 'GameScores', KeyConditions })).toMatchObject({ leadingkeys: ['alice'], attributes: ['GameTitle', 'UserId'] });
  });
});

test('duplicate mentions count once', () => {
  const input = { Key: KEY, ProjectionExpression: 'Games[0], Games[1], UserId' };
  expect(names('GetItem', input)).toEqual(['Games']);
});

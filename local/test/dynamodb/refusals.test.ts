import { KEY, keyOf, refusal, requests } from './fixtures';

const get = (parameters: object): string => refusal('GetItem', { TableName: 'GameScores', Key: KEY, ...parameters });
const put = (parameters: object): string => refusal('PutItem', { TableName: 'GameScores', Item: KEY, ...parameters });
const QUERY = { TableName: 'GameScores', KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': { S: 'alice' } } };

const TableName = 'GameScores';

/** Requests with an attribute value in each place that there is for one. */
function withValue(value: object): ReadonlyArray<readonly [operation: string, parameters: object]> {
  const Key = { ...KEY, UserId: value };
  const ConditionExpression = 'Wins = :v';
  const values = { ExpressionAttributeValues: { ':v': value } };
  const comparison = { ComparisonOperator: 'EQ', AttributeValueList: [value] };
  const onTable: ReadonlyArray<[operation: string, parameters: object]> = [
    ['GetItem', { Key }], ['DeleteItem', { Key }], ['UpdateItem', { Key }], ['PutItem', { Item: Key }],
    ['PutItem', { Item: KEY, Expected: { Wins: { Value: value } } }], ['DeleteItem', { Key: KEY, Expected: { Wins: comparison } }],
    ['UpdateItem', { Key: KEY, AttributeUpdates: { Wins: { Value: value } } }], ['UpdateItem', { Key: KEY, UpdateExpression: 'SET Wins = :v', ...values }],
    ['PutItem', { Item: KEY, ConditionExpression, ...values }], ['DeleteItem', { Key: KEY, ConditionExpression, ...values }],
    ['Query', { KeyConditions: { UserId: comparison } }], ['Query', { KeyConditionExpression: 'UserId = :v', ...values }],
    ['Query', { ...QUERY, ExclusiveStartKey: Key }], ['Query', { KeyConditions: { UserId: { ...comparison, AttributeValueList: [{ S: 'a' }] } }, QueryFilter: { Wins: comparison } }],
    ['Scan', { ExclusiveStartKey: Key }], ['Scan', { ScanFilter: { Wins: comparison } }], ['Scan', { FilterExpression: ConditionExpression, ...values }],
  ];
  const items = [
    { Put: { TableName, Item: Key } }, { Delete: { TableName, Key } }, { Update: { TableName, Key: KEY, UpdateExpression: 'SET Wins = :v', ...values } },
    { ConditionCheck: { TableName, Key: KEY, ConditionExpression, ...values } },
  ];
  return [
    ...onTable.map(([operation, parameters]) => [operation, { TableName, ...parameters }] as const),
    ['BatchGetItem', { RequestItems: { GameScores: { Keys: [Key] } } }],
    ['BatchWriteItem', { RequestItems: { GameScores: [{ PutRequest: { Item: Key } }] } }], ['BatchWriteItem', { RequestItems: { GameScores: [{ DeleteRequest: { Key } }] } }],
    ['TransactGetItems', { TransactItems: [{ Get: { TableName, Key } }] }],
    ...items.map((item) => ['TransactWriteItems', { TransactItems: [item] }] as const),
  ];
}

describe('operations', () => {
  test.each(['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction'])('PartiQL: %s', (operation) => {
    expect(refusal(operation, { Statement: 'SELECT * FROM GameScores' })).toMatch(/^ValidationException: PartiQL is not supported/);
  });

  test.each(['CreateGlobalTable', 'getItem', 'GetItem ', '__proto__', 'constructor', ''])('unknown: %p', (operation) => {
    expect(refusal(operation, {})).toMatch(/^UnknownOperationException/);
  });

  test.each([null, undefined, 'text', 1, []])('a body that is no object: %p', (input) => {
    expect(refusal('GetItem', input)).toMatch(/^SerializationException/);
  });
});

describe('parameters', () => {
  test('unknown ones, at every level', () => {
    expect(get({ Projection: 'Wins' })).toMatch(/^ValidationException: .*"Projection"/);
    expect(get({ key: KEY })).toMatch(/"key"/);
    expect(refusal('BatchGetItem', { RequestItems: { GameScores: { Keys: [KEY], Limit: 1 } } })).toMatch(/"Limit"/);
    expect(refusal('TransactWriteItems', { TransactItems: [{ Put: { TableName: 'GameScores', Item: KEY, ReturnValues: 'ALL_OLD' } }] })).toMatch(/"ReturnValues"/);
    expect(put({ Expected: { Wins: { Exists: true, Value: { N: '1' }, Other: 1 } } })).toMatch(/"Other"/);
  });

  test('members that are null are absent', () => {
    expect(requests('GetItem', { TableName: 'GameScores', Key: KEY, ProjectionExpression: null })[0].context.get('dynamodb:select')).toBe('ALL_ATTRIBUTES');
  });

  test('null in a list or map is refused', () => {
    expect(get({ AttributesToGet: [null] })).toMatch(/^ValidationException/);
    expect(get({ ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': null } })).toMatch(/^ValidationException/);
    expect(refusal('GetItem', { TableName: 'GameScores', Key: { UserId: null } })).toMatch(/^ValidationException/);
  });

  test('the wrong JSON type is a SerializationException', () => {
    expect(get({ ProjectionExpression: 1 })).toMatch(/^SerializationException/);
    expect(get({ AttributesToGet: 'Wins' })).toMatch(/^SerializationException|^ValidationException/);
    expect(refusal('GetItem', { TableName: 'GameScores', Key: [KEY] })).toMatch(/^SerializationException/);
    expect(refusal('GetItem', { TableName: 'GameScores', Key: { UserId: { S: 1 } } })).toMatch(/^SerializationException/);
    expect(refusal('GetItem', { TableName: 'GameScores', Key: { UserId: 'alice' } })).toMatch(/^SerializationException/);
    expect(refusal('GetItem', { TableName: ['GameScores'], Key: KEY })).toMatch(/^SerializationException/);
    expect(refusal('BatchGetItem', { RequestItems: { GameScores: { Keys: KEY } } })).toMatch(/^SerializationException/);
  });

  test('missing ones', () => {
    expect(refusal('GetItem', { Key: KEY })).toMatch(/^ValidationException: .*tableName/);
    expect(refusal('GetItem', { TableName: 'GameScores' })).toMatch(/^ValidationException: .*key/);
    expect(refusal('TransactWriteItems', { TransactItems: [{ ConditionCheck: { TableName: 'GameScores', Key: KEY } }] })).toMatch(/conditionExpression/);
  });

  test('values outside of their set', () => {
    expect(put({ ReturnValues: 'all_old' })).toMatch(/enum value set/);
    expect(put({ ReturnValues: 'ALL_NEW' })).toMatch(/ReturnValues can only be ALL_OLD or NONE/);
    expect(refusal('DeleteItem', { TableName: 'GameScores', Key: KEY, ReturnValues: 'ALL_NEW' })).toMatch(/enum value set/);
    expect(put({ ReturnValuesOnConditionCheckFailure: 'ALL_NEW' })).toMatch(/enum value set/);
    expect(refusal('UpdateItem', { TableName: 'GameScores', Key: KEY, AttributeUpdates: { Wins: { Action: 'MERGE', Value: { N: '1' } } } })).toMatch(/enum value set/);
  });

  test('an attribute value with two types, none, or an unknown one', () => {
    expect(refusal('GetItem', { TableName: 'GameScores', Key: { ...KEY, UserId: { S: 'alice', N: '1' } } })).toMatch(/more than one datatypes/);
    expect(refusal('GetItem', { TableName: 'GameScores', Key: { ...KEY, UserId: {} } })).toMatch(/is empty/);
    expect(refusal('GetItem', { TableName: 'GameScores', Key: { ...KEY, UserId: { T: 'alice' } } })).toMatch(/is empty/);
    expect(refusal('GetItem', { TableName: 'GameScores', Key: { ...KEY, UserId: null } })).toMatch(/is empty/);
    expect(refusal('GetItem', { TableName: 'GameScores', Key: { ...KEY, UserId: { S: 'alice', T: 'bob' } } })).toMatch(/more than one datatypes/);
  });

  test.each([{}, { T: 'x' }, { S: 'a', N: '1' }, { L: [{}] }, { M: { a: { S: 'a', SS: ['b'] } } }, { SS: [null] }])('%j is no attribute value, wherever it stands', (value) => {
    for (const [operation, parameters] of withValue(value)) {
      expect([operation, parameters, refusal(operation, parameters)])
        .toEqual([operation, parameters, expect.stringMatching(/^ValidationException: .*(exactly one of the supported datatypes|null is no member of a set)/)]);
    }
  });

  test('what an attribute value holds is looked at before how many types it has, and the kinds of parameters before both', () => {
    expect(refusal('GetItem', { TableName: 'GameScores', Key: { ...KEY, UserId: { S: 'a', N: '' } } })).toMatch(/cannot be converted to a numeric value$/);
    expect(get({ Key: { a: {} }, ProjectionExpression: 'a', AttributesToGet: ['a'] })).toMatch(/Can not use both/);
  });

  test.each([[{ SS: [1] }, 'NUMBER_VALUE cannot be converted to String'], [{ NS: [{}] }, 'Start of structure'], [{ BS: [true] }, 'only base-64-encoded strings']])('a set of what is no text: %j', (value, text) => {
    expect(put({ Item: { ...KEY, set: value } })).toMatch(new RegExp(`^SerializationException: ${text}`));
  });

  test('an attribute value nested too deeply', () => {
    let value: object = { S: 'x' };
    for (let depth = 0; depth < 5000; depth++) value = { L: [value] };
    expect(put({ Item: { ...KEY, Deep: value } })).toMatch(/Nesting Levels have exceeded supported limits/);
  });

  test('expressions and legacy parameters mixed', () => {
    expect(get({ ProjectionExpression: 'Wins', AttributesToGet: ['Secret'] })).toMatch(/Can not use both expression and non-expression parameters/);
    expect(put({ ConditionExpression: 'attribute_exists(A)', Expected: { B: { Exists: false } } })).toMatch(/Can not use both/);
    expect(refusal('Query', { ...QUERY, KeyConditions: { UserId: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'bob' }] } } })).toMatch(/Can not use both/);
  });
});

describe('Select (DynamoDB API Reference, Query, Select)', () => {
  test('SPECIFIC_ATTRIBUTES without a projection would return everything', () => {
    expect(refusal('Query', { ...QUERY, Select: 'SPECIFIC_ATTRIBUTES' })).toMatch(/Must specify the AttributesToGet/);
    expect(refusal('Scan', { TableName: 'GameScores', Select: 'SPECIFIC_ATTRIBUTES' })).toMatch(/Must specify the AttributesToGet/);
  });

  test.each(['ALL_ATTRIBUTES', 'COUNT'])('%s with a projection', (Select) => {
    expect(refusal('Query', { ...QUERY, Select, ProjectionExpression: 'Wins' })).toMatch(/Cannot specify the AttributesToGet/);
  });

  test('ALL_PROJECTED_ATTRIBUTES without an index', () => {
    expect(refusal('Query', { ...QUERY, Select: 'ALL_PROJECTED_ATTRIBUTES' })).toMatch(/only when Querying using an IndexName/);
  });
});

describe('expressions', () => {
  test('aliases that are unused, undefined, malformed or empty', () => {
    expect(get({ ProjectionExpression: 'Wins', ExpressionAttributeNames: { '#a': 'Secret' } })).toMatch(/unused in expressions: keys: {#a}/);
    expect(get({ ProjectionExpression: '#a' })).toMatch(/not defined; attribute name: #a/);
    expect(get({ ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': 'x', 'b': 'y' } })).toMatch(/invalid key/);
    expect(get({ ExpressionAttributeNames: { '#a': 'x' } })).toMatch(/can only be specified when using expressions/);
    expect(get({ ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': '' } })).toMatch(/^ValidationException/);
  });

  test('syntax errors, reserved words and overlapping paths', () => {
    expect(get({ ProjectionExpression: 'Wins,' })).toMatch(/Invalid ProjectionExpression: Syntax error/);
    expect(get({ ProjectionExpression: '' })).toMatch(/The expression can not be empty/);
    expect(get({ ProjectionExpression: 'name' })).toMatch(/reserved keyword: name/);
    expect(get({ ProjectionExpression: 'A, A.B' })).toMatch(/overlap/);
    expect(get({ ProjectionExpression: '"Wins"' })).toMatch(/Syntax error/);
    expect(put({ ConditionExpression: 'attribute_exists(A) -- ' })).toMatch(/Syntax error/);
  });

  test('too long', () => {
    expect(get({ ProjectionExpression: Array.from({ length: 1000 }, (_, i) => `a${i}`).join(', ') })).toMatch(/maximum allowed size; expression size: 5888/);
  });

  test('nesting costs no more than length does', () => {
    const started = process.cpuUsage();
    const nested = (levels: number): string => `${'NOT ('.repeat(levels)}A = B${')'.repeat(levels)}`;
    expect(requests('PutItem', { TableName: 'GameScores', Item: KEY, ConditionExpression: nested(299) })).toHaveLength(1);
    expect(put({ ConditionExpression: nested(300) })).toMatch(/too many operators; operator count: 301/);
    expect(refusal('TransactWriteItems', { TransactItems: [{ ConditionCheck: { TableName: 'GameScores', Key: KEY, ConditionExpression: nested(600) } }] }))
      .toMatch(/too many operators/);
    for (const ConditionExpression of ['('.repeat(4096), `A = ${'size('.repeat(800)}B${')'.repeat(800)}`, 'NOT '.repeat(1000)]) {
      expect(put({ ConditionExpression })).toMatch(/^ValidationException: Invalid ConditionExpression/);
    }
    expect(refusal('UpdateItem', { TableName: 'GameScores', Key: KEY, UpdateExpression: `SET A = ${'('.repeat(2000)}B${')'.repeat(2000)}` }))
      .toMatch(/^ValidationException: Invalid UpdateExpression/);
    // What this process computed, however busy the machine is.
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(500);
  });

  test('three levels of parentheses are fine', () => {
    const ConditionExpression = 'A = :v AND (B = :v OR (C = :v AND NOT (attribute_exists(D) OR E = :v)))';
    expect(requests('PutItem', { TableName: 'GameScores', Item: KEY, ConditionExpression, ExpressionAttributeValues: { ':v': { S: '' } } })).toHaveLength(1);
  });
});

describe('names that JavaScript objects inherit', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__'])('%s', (name) => {
    const attribute = JSON.parse(`{ "${name}": { "S": "x" } }`) as object;
    expect(put({ Item: { ...KEY, ...Object.fromEntries(Object.entries(attribute)) } })).toMatch(/does not support the attribute name/);
    expect(put({ Item: { ...KEY, Nested: { M: attribute } } })).toMatch(/does not support the attribute name/);
    expect(get({ ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': name } })).toMatch(/does not support the attribute name/);
    expect(get({ AttributesToGet: [name] })).toMatch(/does not support the attribute name/);
    // A name in an expression begins with a letter.
    expect(put({ ConditionExpression: `attribute_not_exists(${name})` })).toMatch(name.startsWith('_') ? /Syntax error/ : /does not support the attribute name/);
    expect(put({ Expected: Object.fromEntries([[name, { Exists: false }]]) })).toMatch(/does not support the attribute name/);
  });

  test.each(['__proto__', 'constructor'])('as tables: %s', (name) => {
    const RequestItems = (value: object): object => Object.fromEntries([[name, value], ['GameScores', value]]);
    expect(refusal('BatchGetItem', { RequestItems: RequestItems({ Keys: [KEY] }) })).toMatch(/does not support the table name/);
    expect(refusal('BatchWriteItem', { RequestItems: RequestItems([{ PutRequest: { Item: KEY } }]) })).toMatch(/does not support the table name/);
  });

  test('as parameters', () => {
    expect(refusal('GetItem', JSON.parse('{ "TableName": "GameScores", "__proto__": { "Key": {} } }'))).toMatch(/"__proto__"/);
    expect(get({ constructor: 1 })).toMatch(/"constructor"/);
  });

  test('as aliases they are only aliases', () => {
    expect(requests('GetItem', {
      TableName: 'GameScores', Key: KEY, ProjectionExpression: '#constructor', ExpressionAttributeNames: { '#constructor': 'Wins' },
    })[0].context.get('dynamodb:attributes')).toEqual(['UserId', 'GameTitle', 'Wins']);
  });
});

describe('batches and transactions', () => {
  test('an entry that puts and deletes', () => {
    const write = { PutRequest: { Item: KEY }, DeleteRequest: { Key: keyOf('bob') } };
    expect(refusal('BatchWriteItem', { RequestItems: { GameScores: [write] } })).toMatch(/^ValidationException/);
    expect(refusal('BatchWriteItem', { RequestItems: { GameScores: [{}] } })).toMatch(/^ValidationException/);
  });

  test('more than DynamoDB takes', () => {
    const writes = (count: number): object[] => Array.from({ length: count }, (_, i) => ({ DeleteRequest: { Key: keyOf(`u${i}`) } }));
    expect(refusal('BatchWriteItem', { RequestItems: { GameScores: writes(26) } })).toMatch(/^ValidationException/);
    expect(refusal('BatchWriteItem', { RequestItems: { GameScores: writes(20), Other: writes(6) } })).toMatch(/Too many items/);
    const Keys = Array.from({ length: 101 }, (_, i) => keyOf(`u${i}`));
    expect(refusal('BatchGetItem', { RequestItems: { GameScores: { Keys } } })).toMatch(/^ValidationException/);
    expect(refusal('TransactGetItems', { TransactItems: Keys.map((Key) => ({ Get: { TableName: 'GameScores', Key } })) })).toMatch(/^ValidationException/);
  });

  test('none, or two in one', () => {
    expect(refusal('TransactWriteItems', { TransactItems: [] })).toMatch(/^ValidationException/);
    expect(refusal('TransactWriteItems', { TransactItems: [{}] })).toMatch(/can only contain one of/);
    const both = { Put: { TableName: 'GameScores', Item: KEY }, Delete: { TableName: 'GameScores', Key: keyOf('bob') } };
    expect(refusal('TransactWriteItems', { TransactItems: [both] })).toMatch(/can only contain one of/);
    expect(refusal('BatchGetItem', { RequestItems: {} })).toMatch(/^ValidationException/);
  });
});

test('the request is left as it was', () => {
  const input = { TableName: 'GameScores', Key: { ...KEY }, ProjectionExpression: 'Wins', ConsistentRead: null };
  const before = structuredClone(input);
  requests('GetItem', input);
  expect(input).toEqual(before);
});

test('undefined in a list or map is refused, as null is', () => {
  expect(get({ Key: { ...KEY, UserId: undefined } })).toMatch(/^ValidationException/);
  expect(get({ AttributesToGet: [undefined] })).toMatch(/^ValidationException/);
});

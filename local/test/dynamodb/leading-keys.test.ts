import { contextOf, KEY, keyOf, plain, refusal, requests, SCORES } from './fixtures';

const query = (KeyConditionExpression: string, ExpressionAttributeValues: object, IndexName?: string): object =>
  ({ TableName: 'GameScores', IndexName, KeyConditionExpression, ExpressionAttributeValues });

describe('Query', () => {
  test('an alias, a condition on the sort key, a filter on a stranger', () => {
    const context = contextOf('Query', {
      ...query('#u = :u AND begins_with(GameTitle, :g)', { ':u': { S: 'alice' }, ':g': { S: 'c' }, ':bob': { S: 'bob' } }),
      ExpressionAttributeNames: { '#u': 'UserId' },
      FilterExpression: 'Friend = :bob',
    });
    expect(context.leadingkeys).toEqual(['alice']);
  });

  test.each([
    ['an inequality', 'UserId > :u', 'Query key condition not supported'],
    ['a prefix', 'begins_with(UserId, :u)', 'Query key condition not supported'],
    ['a range', 'UserId BETWEEN :u AND :u', 'Query key condition not supported'],
    ['a reversed inequality', ':u < UserId', 'Query key condition not supported'],
    ['IN', 'UserId IN (:u)', 'Invalid operator used in KeyConditionExpression: IN'],
    ['OR', 'UserId = :u OR UserId = :u', 'Invalid operator used in KeyConditionExpression: OR'],
    ['NOT', 'NOT UserId = :u', 'Invalid operator used in KeyConditionExpression: NOT'],
    ['<>', 'UserId <> :u', 'Invalid operator used in KeyConditionExpression: <>'],
    ['two equalities', 'UserId = :u AND UserId = :u', 'KeyConditionExpressions must only contain one condition per key'],
    ['the sort key alone', 'GameTitle = :u', 'Query condition missed key schema element: UserId'],
    ['another attribute', 'userid = :u', 'Query condition missed key schema element: UserId'],
    ['two names', 'UserId = GameTitle AND Wins = :u', 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition'],
    ['a nested name', 'UserId.a = :u', 'KeyConditionExpressions cannot have conditions on nested attributes'],
  ])('no equality on the partition key: %s', (_, expression, message) => {
    expect(refusal('Query', query(expression, { ':u': { S: 'alice' } }))).toBe(`ValidationException: ${message}`);
  });

  test('legacy conditions without equality', () => {
    const KeyConditions = { UserId: { ComparisonOperator: 'GT', AttributeValueList: [{ S: 'a' }] } };
    expect(refusal('Query', { TableName: 'GameScores', KeyConditions })).toBe('ValidationException: Query key condition not supported');
  });

  test('no condition at all', () => {
    expect(refusal('Query', { TableName: 'GameScores' })).toMatch(/Either the KeyConditions or KeyConditionExpression parameter must be specified/);
  });

  test('an index on several partition attributes (DynamoDB Developer Guide, multi-attribute keys)', () => {
    const request = {
      TableName: 'Tournaments',
      IndexName: 'ByTeam',
      KeyConditionExpression: 'Team = :t AND Season = :s',
      ExpressionAttributeValues: { ':t': { S: 'red' }, ':s': { S: '2026' } },
    };
    expect(contextOf('Query', request)).toMatchObject({ leadingkeys: ['red'], firstpartitionkeyvalues: ['red'], secondpartitionkeyvalues: ['2026'] });
    expect(refusal('Query', { ...request, KeyConditionExpression: 'Team = :t', ExpressionAttributeValues: { ':t': { S: 'red' } } }))
      .toBe('ValidationException: Query condition missed key schema element: Season');
  });

  test('an index that does not exist: its ARN, and every value compared for equality', () => {
    const [request] = requests('Query', query('UserId = :u AND GameTitle = :g', { ':u': { S: 'alice' }, ':g': { S: 'chess' } }, 'Nowhere'));
    expect(request.resource).toBe(`${SCORES.arn}/index/Nowhere`);
    expect(plain(request).leadingkeys).toEqual(['alice', 'chess']);
  });
});

describe('the text of a key', () => {
  const numeric = (N: string): unknown => contextOf('GetItem', { TableName: 'Numbers', Key: { Id: { N } } }).leadingkeys;

  test.each([['1', '1'], ['1.0', '1'], ['0010', '10'], ['1e3', '1000'], ['-0', '0'], ['0.0', '0'], ['-1.50', '-1.5'], ['1E-2', '0.01']])(
    'number %s is %s', (given, expected) => expect(numeric(given)).toEqual([expected]));

  test('number in a query', () => {
    const context = contextOf('Query', { TableName: 'Numbers', KeyConditionExpression: 'Id = :i', ExpressionAttributeValues: { ':i': { N: '1.0' } } });
    expect(context.leadingkeys).toEqual(['1']);
  });

  test('binary is base64', () => {
    expect(contextOf('DeleteItem', { TableName: 'Binaries', Key: { Id: { B: 'AQI=' } } }).leadingkeys).toEqual(['AQI=']);
  });

  test('ids that differ in case, by white space or in Unicode form stay apart', () => {
    const ids = ['Alice', 'alice', 'alice ', '\u00e9', 'e\u0301'];
    expect(ids.map((id) => contextOf('GetItem', { TableName: 'GameScores', Key: keyOf(id) }).leadingkeys)).toEqual(ids.map((id) => [id]));
  });

  test('text that has no bytes in UTF-8 is refused', () => {
    expect(refusal('GetItem', { TableName: 'GameScores', Key: keyOf('alice\ud800') })).toMatch(/^ValidationException: .*Unicode/);
  });
});

describe('batches', () => {
  test('one request per table, each with all its keys', () => {
    const all = requests('BatchGetItem', {
      RequestItems: { GameScores: { Keys: [KEY, keyOf('bob')] }, Numbers: { Keys: [{ Id: { N: '7' } }], AttributesToGet: ['Id', 'Secret'] } },
    });
    expect(all.map((request) => [request.resource.split('/')[1], plain(request).leadingkeys, plain(request).attributes, plain(request).select])).toEqual([
      ['GameScores', ['alice', 'bob'], ['GameTitle', 'UserId'], 'ALL_ATTRIBUTES'],
      ['Numbers', ['7'], ['Id', 'Secret'], 'SPECIFIC_ATTRIBUTES'],
    ]);
  });

  test('writes of several tables', () => {
    const all = requests('BatchWriteItem', {
      RequestItems: { GameScores: [{ DeleteRequest: { Key: KEY } }], Numbers: [{ PutRequest: { Item: { Id: { N: '7' }, Secret: { S: '' } } } }] },
    });
    expect(all.map((request) => [request.action, plain(request).leadingkeys, plain(request).attributes])).toEqual([
      ['dynamodb:BatchWriteItem', ['alice'], ['GameTitle', 'UserId']],
      ['dynamodb:BatchWriteItem', ['7'], ['Id', 'Secret']],
    ]);
  });

  test('a transaction is judged item by item', () => {
    const all = requests('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: 'GameScores', Item: KEY } },
        { Delete: { TableName: 'GameScores', Key: keyOf('bob') } },
        { ConditionCheck: { TableName: 'Numbers', Key: { Id: { N: '7' } }, ConditionExpression: 'attribute_exists(Secret)' } },
      ],
    });
    expect(all.map((request) => [request.action, plain(request).leadingkeys])).toEqual([
      ['dynamodb:PutItem', ['alice']], ['dynamodb:DeleteItem', ['bob']], ['dynamodb:ConditionCheckItem', ['7']],
    ]);
  });

  test('reads of a transaction', () => {
    const Get = (user: string): object => ({ Get: { TableName: 'GameScores', Key: keyOf(user) } });
    const all = requests('TransactGetItems', { TransactItems: [Get('alice'), Get('bob')] });
    expect(all.map((request) => [plain(request).leadingkeys, plain(request).select])).toEqual([[['alice'], 'ALL_ATTRIBUTES'], [['bob'], 'ALL_ATTRIBUTES']]);
  });
});

describe('tables', () => {
  test('an ARN names the table', () => {
    expect(contextOf('GetItem', { TableName: SCORES.arn, Key: KEY }).leadingkeys).toEqual(['alice']);
    expect(requests('BatchGetItem', { RequestItems: { [SCORES.arn]: { Keys: [KEY] } } })[0].resource).toBe(SCORES.arn);
  });

  test('a table that is not known has an ARN, and every value that could be its key is reported', () => {
    const [request] = requests('GetItem', { TableName: 'Nowhere', Key: KEY });
    expect(request.resource).toBe('arn:aws:dynamodb:eu-west-1:111122223333:table/Nowhere');
    expect(plain(request).leadingkeys).toEqual(['alice', 'chess']);
  });

  test.each([
    ['another account', SCORES.arn.replace('111122223333', '999999999999'), /^AccessDeniedException/],
    ['another region', SCORES.arn.replace('eu-west-1', 'us-east-1'), /^ValidationException/],
    ['another partition', SCORES.arn.replace('arn:aws:', 'arn:aws-cn:'), /^ValidationException/],
    ['an index', `${SCORES.arn}/index/Leaderboard`, /^ValidationException/],
    ['a path', 'GameScores/../Other', /^ValidationException/],
    ['a wildcard', 'Game*', /^ValidationException/],
    ['nothing', '', /^ValidationException/],
  ])('%s is refused', (_, name, expected) => {
    expect(refusal('GetItem', { TableName: name, Key: KEY })).toMatch(expected);
    expect(refusal('BatchGetItem', { RequestItems: { [name]: { Keys: [KEY] } } })).toMatch(expected);
    expect(refusal('BatchWriteItem', { RequestItems: { [name]: [{ DeleteRequest: { Key: KEY } }] } })).toMatch(expected);
    expect(refusal('TransactGetItems', { TransactItems: [{ Get: { TableName: name, Key: KEY } }] })).toMatch(expected);
  });

  test('one table under two names is refused', () => {
    expect(refusal('BatchGetItem', { RequestItems: { GameScores: { Keys: [KEY] }, [SCORES.arn]: { Keys: [keyOf('bob')] } } })).toMatch(/named twice/);
  });

  test.each([
    ['GetItem', { Key: { GameTitle: { S: 'chess' } } }, 'The provided key element does not match the schema'],
    ['GetItem', { Key: { userid: { S: 'alice' } } }, 'The provided key element does not match the schema'],
    ['GetItem', { Key: { UserId: { BOOL: true } } }, 'The provided key element does not match the schema'],
    ['PutItem', { Item: { GameTitle: { S: 'chess' } } }, 'One or more parameter values were invalid: Missing the key UserId in the item'],
  ])('%s without the partition key', (operation, input, message) => {
    expect(refusal(operation, { TableName: 'GameScores', ...input })).toBe(`ValidationException: ${message}`);
  });

  test.each([
    ['TransactGetItems', { Get: { TableName: 'GameScores', Key: KEY } }, { Get: { TableName: 'GameScores', Key: { GameTitle: { S: 'chess' } } } }],
    ['TransactWriteItems', { Put: { TableName: 'GameScores', Item: KEY } }, { Delete: { TableName: 'GameScores', Key: { GameTitle: { S: 'chess' } } } }],
  ])('%s with an item without the partition key is cancelled for it', (operation, right, wrong) => {
    expect(() => requests(operation, { TransactItems: [right, wrong] })).toThrow(expect.objectContaining({
      code: 'TransactionCanceledException',
      message: 'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ValidationError]',
      members: { CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError', Message: 'The provided key element does not match the schema' }] },
    }));
  });
});

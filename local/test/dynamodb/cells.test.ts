import { CASES } from './cells';
import { KEY, contextOf, plain, requests, SCORES } from './fixtures';

test.each(CASES)('$operation $what ($source)', ({ operation, input, action, resource, context }) => {
  const [request] = requests(operation, input);
  expect(request.action).toBe(`dynamodb:${action ?? operation}`);
  expect(request.resource).toBe(resource ?? SCORES.arn);
  expect(contextOf(operation, input)).toEqual(context);
});

describe('ReturnValues and ReturnValuesOnConditionCheckFailure', () => {
  const update = { TableName: 'GameScores', Key: KEY, UpdateExpression: 'SET Wins = :n', ExpressionAttributeValues: { ':n': { N: '1' } } };
  const values = (parameters: object): unknown[] => requests('UpdateItem', { ...update, ...parameters }).map((request) => plain(request).returnvalues);

  test.each(['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'])('UpdateItem may ask for %s', (ReturnValues) => {
    expect(values({ ReturnValues })).toEqual([ReturnValues]);
  });

  test('the failure alone shows as ALL_OLD', () => {
    expect(values({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })).toEqual(['ALL_OLD']);
    expect(values({ ReturnValuesOnConditionCheckFailure: 'NONE' })).toEqual(['NONE']);
  });

  test('two ways to answer are two requests', () => {
    expect(values({ ReturnValues: 'ALL_NEW', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })).toEqual(['ALL_NEW', 'ALL_OLD']);
  });

  test.each([
    ['Put', { Item: KEY }],
    ['Delete', { Key: KEY }],
    ['Update', { Key: KEY, UpdateExpression: 'REMOVE Wins' }],
    ['ConditionCheck', { Key: KEY, ConditionExpression: 'attribute_exists(Wins)' }],
  ])('in a transaction, %s (guide, transactions, example 4)', (member, input) => {
    const item = { TableName: 'GameScores', ReturnValuesOnConditionCheckFailure: 'ALL_OLD', ...input };
    expect(contextOf('TransactWriteItems', { TransactItems: [{ [member]: item }] }).returnvalues).toBe('ALL_OLD');
  });

  test.each([['PutItem', { Item: KEY }], ['DeleteItem', { Key: KEY }]])('%s', (operation, input) => {
    const ask = (parameters: object): unknown => contextOf(operation, { TableName: 'GameScores', ...input, ...parameters }).returnvalues;
    expect(ask({ ReturnValues: 'ALL_OLD' })).toBe('ALL_OLD');
    expect(ask({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })).toBe('ALL_OLD');
  });
});

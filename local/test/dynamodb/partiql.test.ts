import { LOCATION, plain, SCORES } from './fixtures';
import { partiqlRequests } from '../../src/dynamodb';

const TABLES = new Map([[SCORES.name, SCORES]]);

const read = (operation: string, input: unknown): unknown[] =>
  partiqlRequests(operation, input, TABLES, LOCATION).map((request) => [request.action.replace('dynamodb:', ''), request.resource.replace(/.*:table\//, ''), plain(request)]);

test.each([
  ['SELECT * FROM GameScores', 'PartiQLSelect', 'GameScores'],
  [' select Wins from "GameScores"."Leaderboard" WHERE GameTitle = ?', 'PartiQLSelect', 'GameScores/index/Leaderboard'],
  ['INSERT INTO "GameScores" VALUE {\'UserId\': \'a\'}', 'PartiQLInsert', 'GameScores'],
  ['UPDATE "GameScores" SET Wins = 9 WHERE UserId = \'a\'', 'PartiQLUpdate', 'GameScores'],
  ['DELETE FROM "GameScores" WHERE UserId = \'a\'', 'PartiQLDelete', 'GameScores'],
  ['EXISTS(SELECT * FROM "Other" WHERE Id = 1)', 'PartiQLSelect', 'Other'],
])('%s', (Statement, action, resource) => {
  expect(read('ExecuteStatement', { Statement })).toEqual([[action, resource, {}]]);
  expect(read('BatchExecuteStatement', { Statements: [{ Statement }, { Statement }] })).toEqual([[action, resource, {}], [action, resource, {}]]);
  expect(read('ExecuteTransaction', { TransactStatements: [{ Statement }] })).toEqual([[action, resource, { enclosingoperation: 'ExecuteTransaction' }]]);
});

const ONE = { Statement: 'SELECT * FROM GameScores' };

test.each<[operation: string, input: unknown]>([
  ['ExecuteStatement', null],
  ['ExecuteStatement', {}],
  ['ExecuteStatement', { Statement: 7 }],
  ['ExecuteStatement', { Statement: 'SELECT 1' }],
  ['ExecuteStatement', { Statement: 'DROP TABLE FROM GameScores' }],
  ['ExecuteStatement', { Statement: 'constructor FROM GameScores' }],
  ['BatchExecuteStatement', {}],
  ['BatchExecuteStatement', { Statements: [] }],
  ['BatchExecuteStatement', { Statements: [ONE, null] }],
  ['ExecuteTransaction', { TransactStatements: new Array(101).fill(ONE) }],
])('%s of %j cannot be read', (operation, input) => {
  expect(() => read(operation, input)).toThrow(`PartiQL is not supported by the local cloud: ${operation}`);
});

test('a long statement takes no long time', () => {
  const start = Date.now();
  expect(() => read('ExecuteStatement', { Statement: `SELECT ${'FROM ("'.repeat(1_000_000)}` })).toThrow('PartiQL');
  expect(() => read('ExecuteStatement', { Statement: `SELECT ${`FROM${' '.repeat(1_000)}(`.repeat(1_000)}` })).toThrow('PartiQL');
  expect(Date.now() - start).toBeLessThan(2_000);
});

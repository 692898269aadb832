import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { ALICE, BOB, key, TableName, type Arena } from '../arena';
import type { AttackTable } from '../attack';
import { get, getAction, put, putAction, transactGet, transactWrite } from '../requests';

const DENIED = 'AccessDeniedException';
const INVALID = 'ValidationException';

/** The ARN of the table itself, or bent. */
const arn = (arena: Arena, { partition = 'aws', region = arena.game.cloud.region, account = arena.game.cloud.accountId, table = TableName } = {}) =>
  `arn:${partition}:dynamodb:${region}:${account}:table/${table}`;

const getBy = (bent: Parameters<typeof arn>[1], user = ALICE) => (arena: Arena) => get(user, { TableName: arn(arena, bent) })(arena);

const reads = (...tables: string[]) => ({ alice }: Arena) => alice.send(new BatchGetCommand({
  RequestItems: Object.fromEntries(tables.map((name) => [name, { Keys: [key(ALICE)], ProjectionExpression: 'Wins' }])),
}));

const writes = (...tables: string[]) => ({ alice }: Arena) => alice.send(new BatchWriteCommand({
  RequestItems: Object.fromEntries(tables.map((name) => [name, [{ PutRequest: { Item: key(ALICE) } }]])),
}));

/** The resource of a statement is the table alone. */
export const otherTables: AttackTable = {
  whose: 'other tables, with the own key',
  attacks: [
    ['GetItem', DENIED, get(ALICE, { TableName: 'OtherScores' })],
    ['PutItem', DENIED, put(ALICE, { TableName: 'OtherScores' })],
    ['GetItem by the ARN', DENIED, getBy({ table: 'OtherScores' })],
    ['BatchGetItem beside the own table', DENIED, reads(TableName, 'OtherScores')],
    ['BatchWriteItem beside the own table', DENIED, writes(TableName, 'OtherScores')],
    ['TransactGetItems beside the own table', DENIED, transactGet(getAction(ALICE), getAction(ALICE, { TableName: 'OtherScores' }))],
    ['TransactWriteItems beside the own table', DENIED, transactWrite(putAction(ALICE), putAction(ALICE, { TableName: 'OtherScores' }))],
    ['GetItem of a table that does not exist', DENIED, get(ALICE, { TableName: 'Nowhere' })],
    ['GetItem of a table in lower case', DENIED, get(ALICE, { TableName: 'gamescores' })],
    ['GetItem of a name that goes on', DENIED, get(ALICE, { TableName: `${TableName}2` })],
    ['GetItem of any table', INVALID, get(ALICE, { TableName: '*' })],
    ['GetItem of a name with a star', INVALID, get(ALICE, { TableName: 'Other*' })],
    ['GetItem of a path', INVALID, get(ALICE, { TableName: `${TableName}/../OtherScores` })],
    ['GetItem of an index as a table', INVALID, get(ALICE, { TableName: `${TableName}/index/ByTitle` })],
    ['GetItem of an index by its ARN', INVALID, getBy({ table: `${TableName}/index/ByTitle` })],
    ['GetItem of a name with a line break', INVALID, get(ALICE, { TableName: `${TableName}\n` })],
    ['GetItem of another account', DENIED, getBy({ account: '999999999999' })],
    ['GetItem of another region', INVALID, getBy({ region: 'eu-central-1' })],
    ['GetItem of another partition', INVALID, getBy({ partition: 'aws-cn' })],
    ['GetItem of any account', DENIED, getBy({ account: '*' })],
    ["GetItem of Bob's item by the ARN of the own table", DENIED, getBy({}, BOB)],
    ['BatchGetItem of the own table, named twice', INVALID, (arena) => reads(TableName, arn(arena))(arena)],
    ['BatchWriteItem of the own table, named twice', INVALID, (arena) => writes(TableName, arn(arena))(arena)],
  ],
};

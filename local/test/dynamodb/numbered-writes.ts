import { SCORES } from './fixtures';

/*
 * Writes by number: whoever knows the number knows what was written, in this process or another.
 */

const TableName = SCORES.name;

const key = (user: string): object => ({ UserId: { S: user }, GameTitle: { S: 'chess' } });

/** In both indexes. */
const item = (user: string, number: number): object => ({ ...key(user), TopScore: { N: `${number}` }, Wins: { N: `${number % 10}` } });

const put = (user: string, number: number, more: object = {}): object => ({ TableName, Item: { ...item(user, number), ...more } });

/** So large that the log is compacted now and then. */
const LARGE = { Padding: { S: 'x'.repeat(30_000) } };

/** Users whose items are written together. */
export const GROUP = ['a', 'b', 'c'];

/** Items that are written again and again; each tells the number of the write. */
export const SLOTS = 5;

export const slotOf = (number: number): string => `slot-${number % SLOTS}`;

export type Kind = 'put' | 'batch' | 'transaction' | 'slot';

export const kindOf = (number: number): Kind => (['put', 'batch', 'transaction', 'slot', 'slot'] as const)[number % 5];

const WRITES: Readonly<Record<Kind, (number: number) => [operation: string, input: object]>> = {
  put: (number) => ['PutItem', put(`put-${number}`, number)],
  batch: (number) => ['BatchWriteItem', {
    RequestItems: { [TableName]: GROUP.map((name) => ({ PutRequest: { Item: item(`batch-${number}-${name}`, number) } })) },
  }],
  // Counts itself, and must do so once.
  transaction: (number) => ['TransactWriteItems', {
    ClientRequestToken: `token-${number}`,
    TransactItems: [
      ...GROUP.map((name) => ({ Put: put(`transaction-${number}-${name}`, number) })),
      { Update: { TableName, Key: key('counter'), UpdateExpression: 'ADD Wins :one', ExpressionAttributeValues: { ':one': { N: '1' } } } },
    ],
  }],
  slot: (number) => ['PutItem', put(slotOf(number), number, LARGE)],
};

export const writeOf = (number: number): [operation: string, input: object] => WRITES[kindOf(number)](number);

import { ALICE, Arena } from './arena';
import { outcomeOf, type Attack } from './attack';
import {
  batchGet, batchWrite, deleteAction, get, getAction, legacyUpdate, OWN_QUERY, put, putAction, putRequest, query, remove, transactGet,
  transactWrite, update, updateAction,
} from './requests';
import { foreignItems } from './tables/foreign-items';
import { hiddenAttributes } from './tables/hidden-attributes';
import { indexes } from './tables/indexes';
import { operations } from './tables/operations';
import { otherTables } from './tables/other-tables';
import { OWN_KEY_LAST, requestBytes } from './tables/request-bytes';
import { returnedValues } from './tables/returned-values';
import { sessions } from './tables/sessions';
import { barredIds, userIds } from './tables/user-ids';
import { guardedTemplate, publishedTemplate } from './templates';

/*
 * Attacks on users' items, through the AWS SDK or as signed bytes, against the policies of the
 * constructs: each must be refused, with AWS's error and without a trace. The same attacks then run
 * against the policy that AWS publishes for this very table: which of them it lets through is marked
 * in the tables, and the mark must be right.
 */

const TABLES = [foreignItems, hiddenAttributes, returnedValues, indexes, operations, otherTables, userIds, barredIds, sessions, requestBytes];

const count = { tried: 0, refused: 0, letThrough: 0, published: 0 };
let guarded: Arena;
let published: Arena;
let untouched: object;

beforeAll(async () => {
  [guarded, published] = await Promise.all([Arena.start(guardedTemplate()), Arena.start(publishedTemplate())]);
  untouched = await guarded.contents();
});

afterAll(async () => {
  await Promise.all([guarded, published].map((arena) => arena?.stop()));
  const { tried, refused, letThrough } = count;
  console.log(`DynamoDB attacks: ${tried} tried, ${refused} refused, ${letThrough} let through; ${count.published} let through by the published policy`);
  expect(letThrough).toBe(0);
  expect(tried).toBe(refused);
});

describe('what Alice may do, bent in the attacks', () => {
  afterEach(() => guarded.reset());

  test.each([
    ['GetItem', get(ALICE)],
    ['Query', query(OWN_QUERY)],
    ['BatchGetItem', batchGet([ALICE])],
    ['TransactGetItems', transactGet(getAction(ALICE))],
    ['PutItem', put(ALICE)],
    ['UpdateItem', update(ALICE)],
    ['UpdateItem, legacy', legacyUpdate(ALICE, { Wins: { Action: 'PUT', Value: 9 } })],
    ['DeleteItem', remove(ALICE)],
    ['BatchWriteItem', batchWrite(putRequest(ALICE))],
    ['TransactWriteItems that puts', transactWrite(putAction(ALICE))],
    ['TransactWriteItems that updates', transactWrite(updateAction(ALICE))],
    ['TransactWriteItems that deletes', transactWrite(deleteAction(ALICE))],
  ])('%s', async (_, act) => {
    expect(await outcomeOf(act, guarded)).toEqual({ letThrough: expect.any(String) });
  });

  test('a key twice in one request, her own one last, gives her own item', async () => {
    expect(await OWN_KEY_LAST(guarded)).toEqual({ Item: { TopScore: { N: '10' } } });
  });
});

describe.each(TABLES)('on $whose', ({ attacks }) => {
  test.each(attacks.map((attack) => ({ tries: attack[0], attack })))('$tries', async ({ attack }) => {
    await refusedByConstructs(attack);
    await asMarkedByPublished(attack);
  });
});

async function refusedByConstructs([, refusedWith, act]: Attack): Promise<void> {
  count.tried += 1;
  const outcome = await outcomeOf(act, guarded);
  count[outcome.letThrough === undefined ? 'refused' : 'letThrough'] += 1;
  expect(outcome).toEqual({ refusedWith });
  expect(await guarded.contents()).toEqual(untouched);
}

async function asMarkedByPublished([,, act, mark]: Attack): Promise<void> {
  const outcome = await outcomeOf(act, published);
  await published.reset();
  if (outcome.letThrough !== undefined) count.published += 1;
  expect(outcome).toEqual(mark ? { letThrough: expect.any(String) } : { refusedWith: expect.any(String) });
}

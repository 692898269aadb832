import { ALICE } from '../arena';
import type { Attack, AttackTable } from '../attack';
import {
  batchGet, batchWrite, deleteAction, get, getAction, legacyUpdate, OWN_QUERY, put, putAction, putRequest, query, remove, transactGet, transactWrite,
  update, updateAction,
} from '../requests';

const DENIED = 'AccessDeniedException';
const INVALID = 'ValidationException';

const ALL = { ProjectionExpression: undefined };
const C = { ':c': 'kept' };
const coins = (ProjectionExpression: string, names?: object) => ({ ProjectionExpression, ...(names && { ExpressionAttributeNames: names }) });
const own = (more: object) => query({ ...OWN_QUERY, ...more });
const legacyQuery = (more: object) => query({
  ...ALL, KeyConditions: { UserId: { ComparisonOperator: 'EQ', AttributeValueList: [ALICE] } }, AttributesToGet: ['Wins'], ...more,
});
const filtered = (FilterExpression: string, names?: object) =>
  own({ FilterExpression, ExpressionAttributeValues: { ':u': ALICE, ...C }, ...(names && { ExpressionAttributeNames: names }) });
const set = (UpdateExpression: string, values?: object) => update(ALICE, { UpdateExpression, ExpressionAttributeValues: values });
const onlyIf = (ConditionExpression: string, values?: object) => ({ ConditionExpression, ExpressionAttributeValues: values });

/** Facts 4.4, 2, 5, 7, 12, 13 and 14. */
const READS: Attack[] = [
  ['GetItem without a projection', DENIED, get(ALICE, ALL)],
  ['BatchGetItem without a projection', DENIED, batchGet([ALICE], ALL)],
  ['TransactGetItems without a projection', DENIED, transactGet(getAction(ALICE, ALL))],
  ['TransactGetItems, one of two without', DENIED, transactGet(getAction(ALICE), getAction(ALICE, { ...ALL, Key: { UserId: ALICE, GameTitle: 'Go' } }))],
  ['Query without a projection', DENIED, own(ALL)],
  ['Query for all attributes', DENIED, own({ ...ALL, Select: 'ALL_ATTRIBUTES' })],
  ['Query for a count', DENIED, own({ ...ALL, Select: 'COUNT' })],
  ['Query for specific attributes without naming one', INVALID, own({ ...ALL, Select: 'SPECIFIC_ATTRIBUTES' })],
  ['Query for all attributes with a projection', INVALID, own({ Select: 'ALL_ATTRIBUTES' })],
  ['Query for projected attributes without an index', INVALID, own({ ...ALL, Select: 'ALL_PROJECTED_ATTRIBUTES' })],
  ['GetItem with an empty projection', INVALID, get(ALICE, coins(''))],
  ['GetItem with both kinds of projection', INVALID, get(ALICE, { AttributesToGet: ['Coins'] })],
  ['GetItem by name', DENIED, get(ALICE, coins('Wins, Coins'))],
  ['GetItem by an alias', DENIED, get(ALICE, coins('#c', { '#c': 'Coins' }))],
  ['GetItem by an alias that is called as what is listed', DENIED, get(ALICE, coins('#Wins', { '#Wins': 'Coins' }))],
  ['GetItem by two aliases', DENIED, get(ALICE, coins('#a, #b', { '#a': 'Wins', '#b': 'Coins' }))],
  ['GetItem of a nested path', DENIED, get(ALICE, coins('Bag.Coins'))],
  ['GetItem of a list position', DENIED, get(ALICE, coins('Bag.Coins[0]'))],
  ['GetItem of a nested path by aliases', DENIED, get(ALICE, coins('#b.#c', { '#b': 'Bag', '#c': 'Coins' }))],
  ['GetItem of a nested path that ends in what is listed', DENIED, get(ALICE, coins('Bag.Wins'))],
  ['GetItem of a name with a dot', DENIED, get(ALICE, coins('#d', { '#d': 'Wins.Coins' }))],
  ['GetItem of a name in capitals', DENIED, get(ALICE, coins('COINS'))],
  ['GetItem with an alias that is not used', INVALID, get(ALICE, coins('Wins', { '#c': 'Coins' }))],
  ['GetItem, legacy', DENIED, get(ALICE, { ...ALL, AttributesToGet: ['Wins', 'Coins'] })],
  ['BatchGetItem by an alias', DENIED, batchGet([ALICE], coins('#c', { '#c': 'Coins' }))],
  ['TransactGetItems by an alias', DENIED, transactGet(getAction(ALICE, coins('#c', { '#c': 'Coins' })))],
  ['Query by name', DENIED, own(coins('Coins'))],
  ['Query, legacy', DENIED, legacyQuery({ AttributesToGet: ['Coins'] })],
];

const GUESSES: Attack[] = [
  ['Query with a filter', DENIED, filtered('begins_with(Coins, :c)')],
  ['Query with a filter by an alias', DENIED, filtered('begins_with(#c, :c)', { '#c': 'Coins' })],
  ['Query with a filter behind what is listed', DENIED, filtered('attribute_exists(Wins) OR contains(Coins, :c)')],
  ['Query with a filter on a nested path', DENIED, filtered('contains(Bag.Coins, :c)')],
  ['Query with a filter on its size', DENIED, filtered('size(Coins) > :c')],
  ['Query that counts what a filter finds', DENIED, own({ ...ALL, Select: 'COUNT', FilterExpression: 'attribute_exists(Coins)' })],
  ['Query with a legacy filter', DENIED, legacyQuery({ QueryFilter: { Coins: { ComparisonOperator: 'NOT_NULL' } } })],
  ['PutItem if', DENIED, put(ALICE, onlyIf('Coins = :c', C))],
  ['UpdateItem if', DENIED, update(ALICE, onlyIf('Coins = :c', { ...C, ':w': 9 }))],
  ['DeleteItem if', DENIED, remove(ALICE, onlyIf('attribute_exists(Coins)'))],
  ['DeleteItem if, nested', DENIED, remove(ALICE, onlyIf('Bag.Coins[0] = :c', C))],
  ['DeleteItem if, comparing with what is listed', DENIED, remove(ALICE, onlyIf('Wins < Coins'))],
  ['PutItem, legacy', DENIED, put(ALICE, { Expected: { Coins: { Exists: false } } })],
  ['DeleteItem, legacy', DENIED, remove(ALICE, { Expected: { Coins: { ComparisonOperator: 'BEGINS_WITH', AttributeValueList: ['kept'] } } })],
  ['TransactWriteItems if', DENIED, transactWrite(deleteAction(ALICE, onlyIf('begins_with(Coins, :c)', C)))],
];

const WRITES: Attack[] = [
  ['UpdateItem that copies to what is listed', DENIED, set('SET Wins = Coins')],
  ['UpdateItem that copies, nested', DENIED, set('SET Wins = Bag.Coins[0]')],
  ['UpdateItem that copies what may be missing', DENIED, set('SET Wins = if_not_exists(Coins, :w)', { ':w': 1 })],
  ['UpdateItem that copies to a list', DENIED, set('SET Wins = list_append(:l, Bag)', { ':l': [] })],
  ['UpdateItem', DENIED, set('SET Coins = :w', { ':w': 1 })],
  ['UpdateItem, nested', DENIED, set('SET Bag.Coins = :w', { ':w': 1 })],
  ['UpdateItem by an alias', DENIED, update(ALICE, { UpdateExpression: 'SET #c = :w', ExpressionAttributeNames: { '#c': 'Coins' } })],
  ['UpdateItem that removes', DENIED, set('REMOVE Coins')],
  ['UpdateItem that adds', DENIED, set('ADD Coins :w', { ':w': 1 })],
  ['UpdateItem that deletes from a set', DENIED, set('DELETE Coins :w', { ':w': new Set(['a']) })],
  ['UpdateItem in its last section', DENIED, set('SET Wins = :w REMOVE Bag.Coins', { ':w': 1 })],
  ['UpdateItem, legacy', DENIED, legacyUpdate(ALICE, { Wins: { Action: 'PUT', Value: 1 }, Coins: { Action: 'ADD', Value: 1 } })],
  ['UpdateItem, both kinds', INVALID, update(ALICE, { AttributeUpdates: { Coins: { Action: 'PUT', Value: 1 } } })],
  ['PutItem', DENIED, put(ALICE, {}, { Coins: 'mine' })],
  ['BatchWriteItem', DENIED, batchWrite(putRequest(ALICE, { Coins: 'mine' }))],
  ['BatchWriteItem, one of two', DENIED, batchWrite(putRequest(ALICE), putRequest(ALICE, { GameTitle: 'Go', Coins: 'mine' }))],
  ['TransactWriteItems that puts', DENIED, transactWrite(putAction(ALICE, {}, { Coins: 'mine' }))],
  ['TransactWriteItems that copies', DENIED,
    transactWrite(updateAction(ALICE, { UpdateExpression: 'SET Wins = Coins', ExpressionAttributeValues: undefined }))],
];

export const hiddenAttributes: AttackTable = { whose: "what the server keeps in Alice's own item", attacks: [...READS, ...GUESSES, ...WRITES] };

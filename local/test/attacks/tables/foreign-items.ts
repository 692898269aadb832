import { ALICE, BOB, key } from '../arena';
import type { AttackTable } from '../attack';
import {
  batchGet, batchWrite, checkAction, deleteAction, deleteRequest, get, getAction, legacyUpdate, OWN_QUERY, put, putAction, putRequest, query, remove,
  transactGet, transactWrite, update, updateAction,
} from '../requests';

const DENIED = 'AccessDeniedException';
const INVALID = 'ValidationException';

const byBoth = (condition: string) => query({ KeyConditionExpression: condition, ExpressionAttributeValues: { ':u': ALICE, ':v': BOB } });
const byBob = (more: object) => query({ ExpressionAttributeValues: { ':v': BOB }, ...more });
const legacy = (ComparisonOperator: string, ...AttributeValueList: string[]) =>
  query({ KeyConditions: { UserId: { ComparisonOperator, AttributeValueList } }, ProjectionExpression: undefined, AttributesToGet: ['Wins'] });

const HUNDRED = [...Array.from({ length: 99 }, (_, i) => putAction(ALICE, {}, { GameTitle: `${i}` })), deleteAction(BOB)];

/** Facts 4.4, 8 and 9; LeadingKeys of every operation. */
export const foreignItems: AttackTable = {
  whose: "Bob's item",
  attacks: [
    ['GetItem', DENIED, get(BOB)],
    ['GetItem, consistent', DENIED, get(BOB, { ConsistentRead: true })],
    ['GetItem, legacy projection', DENIED, get(BOB, { ProjectionExpression: undefined, AttributesToGet: ['Wins'] })],
    ['GetItem of what is missing', DENIED, get(BOB, { Key: key(BOB, 'missing') })],
    ['BatchGetItem', DENIED, batchGet([BOB])],
    ['BatchGetItem behind the own key', DENIED, batchGet([ALICE, BOB])],
    ['BatchGetItem before the own key', DENIED, batchGet([BOB, ALICE])],
    ['TransactGetItems', DENIED, transactGet(getAction(BOB))],
    ['TransactGetItems behind the own item', DENIED, transactGet(getAction(ALICE), getAction(BOB))],
    ['PutItem', DENIED, put(BOB)],
    ['PutItem, if it is missing', DENIED, put(BOB, { ConditionExpression: 'attribute_not_exists(UserId)' })],
    ['PutItem of something new', DENIED, put(BOB, {}, { GameTitle: 'new' })],
    ['UpdateItem', DENIED, update(BOB)],
    ['UpdateItem, legacy', DENIED, legacyUpdate(BOB, { Wins: { Action: 'PUT', Value: 9 } })],
    ['UpdateItem of nothing', DENIED, update(BOB, { UpdateExpression: undefined, ExpressionAttributeValues: undefined })],
    ['DeleteItem', DENIED, remove(BOB)],
    ['DeleteItem, legacy condition', DENIED, remove(BOB, { Expected: { Wins: { Value: 1 } } })],
    ['BatchWriteItem that puts', DENIED, batchWrite(putRequest(BOB))],
    ['BatchWriteItem that deletes', DENIED, batchWrite(deleteRequest(BOB))],
    ['BatchWriteItem behind the own item', DENIED, batchWrite(putRequest(ALICE), deleteRequest(BOB))],
    ['BatchWriteItem before the own item', DENIED, batchWrite(putRequest(BOB), putRequest(ALICE))],
    ['TransactWriteItems that puts', DENIED, transactWrite(putAction(BOB))],
    ['TransactWriteItems that updates', DENIED, transactWrite(updateAction(BOB))],
    ['TransactWriteItems that deletes', DENIED, transactWrite(deleteAction(BOB))],
    ['TransactWriteItems that checks', DENIED, transactWrite(checkAction(BOB))],
    ['TransactWriteItems that checks behind the own item', DENIED, transactWrite(putAction(ALICE), checkAction(BOB))],
    ['TransactWriteItems behind the own item', DENIED, transactWrite(putAction(ALICE), updateAction(BOB))],
    ['TransactWriteItems before the own item', DENIED, transactWrite(deleteAction(BOB), putAction(ALICE))],
    ['TransactWriteItems, last of 100', DENIED, transactWrite(...HUNDRED)],
    ['Query', DENIED, byBob({ KeyConditionExpression: 'UserId = :v' })],
    ['Query, reversed', DENIED, byBob({ KeyConditionExpression: ':v = UserId' })],
    ['Query, by an alias', DENIED, byBob({ KeyConditionExpression: '#u = :v', ExpressionAttributeNames: { '#u': 'UserId' } })],
    ['Query, in parentheses', DENIED, byBob({ KeyConditionExpression: '(UserId = :v)' })],
    ['Query, legacy', DENIED, legacy('EQ', BOB)],
    ['Query for both ids', INVALID, byBoth('UserId = :u AND UserId = :v')],
    ['Query for either id', INVALID, byBoth('UserId = :u OR UserId = :v')],
    ['Query for not the own id', INVALID, query({ ...OWN_QUERY, KeyConditionExpression: 'NOT UserId = :u' })],
    ['Query for one of several ids', INVALID, byBoth('UserId IN (:u, :v)')],
    ['Query between ids', INVALID, byBoth('UserId BETWEEN :u AND :v')],
    ['Query for greater ids', INVALID, query({ ...OWN_QUERY, KeyConditionExpression: 'UserId >= :u' })],
    ['Query by the beginning of ids', INVALID, query({ KeyConditionExpression: 'begins_with(UserId, :p)', ExpressionAttributeValues: { ':p': 'amzn1.' } })],
    ['Query without an id', INVALID, query({ KeyConditionExpression: 'GameTitle = :g', ExpressionAttributeValues: { ':g': 'Chess' } })],
    ['Query without a condition', INVALID, query({})],
    ['Query, legacy, two values', INVALID, legacy('EQ', ALICE, BOB)],
    ['Query, legacy, one of several', INVALID, legacy('IN', ALICE, BOB)],
    ['Query, legacy, greater', INVALID, legacy('GE', ALICE)],
    ['Query, legacy, beginning', INVALID, legacy('BEGINS_WITH', 'amzn1.')],
    ['Query, own expression and foreign legacy condition', INVALID,
      query({ ...OWN_QUERY, KeyConditions: { UserId: { ComparisonOperator: 'EQ', AttributeValueList: [BOB] } } })],
    ['Query of the own id from a foreign start', INVALID, query({ ...OWN_QUERY, ExclusiveStartKey: key(BOB) })],
    ['a foreign item twice in a transaction', DENIED, transactWrite(putAction(BOB), deleteAction(BOB))],
  ],
};

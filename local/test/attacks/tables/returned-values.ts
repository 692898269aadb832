import { ALICE, BOB } from '../arena';
import type { AttackTable } from '../attack';
import { deleteAction, legacyUpdate, put, putAction, remove, transactWrite, update, updateAction } from '../requests';

const DENIED = 'AccessDeniedException';

const ON_FAILURE = { ConditionExpression: 'attribute_not_exists(UserId)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };

/** Facts 4.4, 3 and 4: the published policy has no condition on `dynamodb:ReturnValues`. */
export const returnedValues: AttackTable = {
  whose: "what the server keeps in Alice's own item, as the answer of a write",
  attacks: [
    ['PutItem, ALL_OLD', DENIED, put(ALICE, { ReturnValues: 'ALL_OLD' }), 'published'],
    ['DeleteItem, ALL_OLD', DENIED, remove(ALICE, { ReturnValues: 'ALL_OLD' }), 'published'],
    ['UpdateItem, ALL_OLD', DENIED, update(ALICE, { ReturnValues: 'ALL_OLD' }), 'published'],
    ['UpdateItem, ALL_NEW', DENIED, update(ALICE, { ReturnValues: 'ALL_NEW' }), 'published'],
    ['UpdateItem of nothing, ALL_NEW', DENIED,
      update(ALICE, { UpdateExpression: undefined, ExpressionAttributeValues: undefined, ReturnValues: 'ALL_NEW' }), 'published'],
    ['UpdateItem, legacy, ALL_NEW', DENIED, legacyUpdate(ALICE, { Wins: { Action: 'PUT', Value: 1 } }, { ReturnValues: 'ALL_NEW' }), 'published'],
    ['PutItem that fails, ALL_OLD', DENIED, put(ALICE, ON_FAILURE), 'published'],
    ['UpdateItem that fails, ALL_OLD', DENIED, update(ALICE, ON_FAILURE), 'published'],
    ['DeleteItem that fails, ALL_OLD', DENIED, remove(ALICE, ON_FAILURE), 'published'],
    ['DeleteItem that fails, ALL_OLD, and NONE otherwise', DENIED, remove(ALICE, { ...ON_FAILURE, ReturnValues: 'NONE' }), 'published'],
    ['UpdateItem that fails, ALL_OLD, and UPDATED_NEW otherwise', DENIED, update(ALICE, { ...ON_FAILURE, ReturnValues: 'UPDATED_NEW' }), 'published'],
    ['TransactWriteItems that fails, a put, ALL_OLD', DENIED, transactWrite(putAction(ALICE, ON_FAILURE)), 'published'],
    ['TransactWriteItems that fails, an update, ALL_OLD', DENIED, transactWrite(updateAction(ALICE, ON_FAILURE)), 'published'],
    ['TransactWriteItems that fails, a deletion, ALL_OLD', DENIED, transactWrite(deleteAction(ALICE, ON_FAILURE)), 'published'],
    ['TransactWriteItems that fails, one of two, ALL_OLD', DENIED,
      transactWrite(putAction(ALICE, {}, { GameTitle: 'Go' }), deleteAction(ALICE, ON_FAILURE)), 'published'],
    ['DeleteItem of Bob\'s item, ALL_OLD', DENIED, remove(BOB, { ReturnValues: 'ALL_OLD' })],
    ['PutItem of Bob\'s item that fails, ALL_OLD', DENIED, put(BOB, ON_FAILURE)],
    ['TransactWriteItems of Bob\'s item that fails, ALL_OLD', DENIED, transactWrite(deleteAction(BOB, ON_FAILURE))],
    ['PutItem, ALL_NEW', 'ValidationException', put(ALICE, { ReturnValues: 'ALL_NEW' })],
    ['PutItem, a value that does not exist', 'ValidationException', put(ALICE, { ReturnValues: 'all_old' })],
  ],
};

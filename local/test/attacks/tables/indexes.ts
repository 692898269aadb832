import { ALICE, BOB } from '../arena';
import type { AttackTable } from '../attack';
import { batchWrite, legacyUpdate, OWN_QUERY, put, putRequest, query, transactWrite, update, updateAction } from '../requests';

const DENIED = 'AccessDeniedException';
const INVALID = 'ValidationException';

const index = (IndexName: string, more: object = {}) => query({ IndexName, ...OWN_QUERY, ...more });
const heldBy = (holder: string) => index('ByHolder', { KeyConditionExpression: 'Holder = :o', ExpressionAttributeValues: { ':o': holder } });
const hold = (more: object) => update(ALICE, { UpdateExpression: 'SET Holder = :o', ExpressionAttributeValues: { ':o': BOB }, ...more });

/** Facts 4.4, 6, 7 and 15. Index moves: an item that claims another holder appears in that user's part of an index. */
export const indexes: AttackTable = {
  whose: 'indexes that nobody was granted',
  attacks: [
    ['Query of a global index', DENIED, index('ByTitle', { KeyConditionExpression: 'GameTitle = :g', ExpressionAttributeValues: { ':g': 'Chess' } })],
    ['Query of a global index for the own id as its key', DENIED, index('ByTitle', { KeyConditionExpression: 'GameTitle = :u' })],
    ['Query of a global index, filtered by the own id', DENIED,
      index('ByTitle', { KeyConditionExpression: 'GameTitle = :u', FilterExpression: 'UserId = :u' })],
    ['Query of a global index by holder, the own one', DENIED, heldBy(ALICE)],
    ['Query of a global index by holder, another one', DENIED, heldBy(BOB)],
    ['Query of a global index, all projected', DENIED, index('ByTitle', { KeyConditionExpression: 'GameTitle = :u', ProjectionExpression: undefined })],
    ['Query of a local index, own items', DENIED, index('ByWins')],
    ['Query of a local index, fetching all attributes', DENIED, index('ByWins', { ProjectionExpression: undefined, Select: 'ALL_ATTRIBUTES' })],
    ['Query of a local index, fetching what is not projected', DENIED, index('ByWins', { ProjectionExpression: 'TopScore' })],
    ['Query of a local index, foreign items', DENIED, index('ByWins', { ExpressionAttributeValues: { ':u': BOB } })],
    ['Query of an index that does not exist', DENIED, index('Nowhere')],
    ['Query of every index', INVALID, index('*')],
    ['Query of an index by a path', INVALID, index('ByWins/../../')],
    ['Query of an index without a name', INVALID, index('')],
    ['UpdateItem of the own item to another holder', DENIED, hold({})],
    ['UpdateItem of the own item to another holder, by an alias', DENIED, hold({ UpdateExpression: 'SET #o = :o', ExpressionAttributeNames: { '#o': 'Holder' } })],
    ['UpdateItem of the own item to another holder, legacy', DENIED, legacyUpdate(ALICE, { Holder: { Action: 'PUT', Value: BOB } })],
    ['UpdateItem of the own item out of an index', DENIED, hold({ UpdateExpression: 'REMOVE Holder', ExpressionAttributeValues: undefined })],
    ['UpdateItem of the own key', INVALID, hold({ UpdateExpression: 'SET UserId = :o' })],
    ['UpdateItem of a part of the own key', INVALID, hold({ UpdateExpression: 'REMOVE GameTitle', ExpressionAttributeValues: undefined })],
    ['PutItem for another holder', DENIED, put(ALICE, {}, { Holder: BOB })],
    ['BatchWriteItem for another holder', DENIED, batchWrite(putRequest(ALICE, { Holder: BOB }))],
    ['TransactWriteItems to another holder', DENIED,
      transactWrite(updateAction(ALICE, { UpdateExpression: 'SET Holder = :o', ExpressionAttributeValues: { ':o': BOB } }))],
  ],
};

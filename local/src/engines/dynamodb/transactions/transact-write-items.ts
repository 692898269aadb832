import { allOrCancel } from './attempts';
import { consumedCapacity } from './capacity';
import { refuseTooLarge, refuseTwice } from './items';
import { digestOf } from './request-tokens';
import { readItems } from './transact-get-items';
import type { Transaction } from './transaction';
import type { Attributes, ItemParameters, TransactItem, TransactParameters } from '../../../dynamodb/request/parsed';
import type { Table } from '../../../dynamodb/table';
import type { Attempt } from '../attempt';
import { attempt } from '../attempt';
import { Draft } from '../draft';
import type { Answer } from '../dynamodb-engine';
import { prepare } from '../prepare';
import type { Store } from '../store';

interface Action {
  readonly operation: 'DeleteItem' | 'PutItem' | 'UpdateItem';
  readonly data: ItemParameters;
  readonly writes: boolean;
}

/** A condition check is a deletion that is judged and not done. */
function actionOf({ ConditionCheck, Put, Update, Delete }: TransactItem): Action {
  if (Put) return { operation: 'PutItem', data: Put, writes: true };
  if (Update) return { operation: 'UpdateItem', data: Update, writes: true };
  return { operation: 'DeleteItem', data: (Delete ?? ConditionCheck)!, writes: Delete !== undefined };
}

function attemptOf({ operation, data, writes }: Action, store: Store, ReturnConsumedCapacity?: string): Attempt {
  const { answer, draft } = attempt(operation, { ...data, ReturnConsumedCapacity }, store);
  return { answer, draft: writes ? draft : new Draft(store) };
}

const keyIn = (item: Attributes, table: Table | undefined): Attributes =>
  Object.fromEntries((table?.keySchema ?? []).map(({ AttributeName }) => [AttributeName, item[AttributeName]]));

/** "Subsequent calls with the same client token return the number of read capacity units consumed in reading the item" (API Reference). */
function answerAgain(actions: readonly Action[], asked: string | undefined, { store, tables }: Transaction): Answer {
  const gets = actions.map(({ data: { TableName, Key, Item } }) => ({ TableName, Key: Key ?? keyIn(Item!, tables.get(TableName)) }));
  return consumedCapacity(readItems(gets, store, asked), 'ReadCapacityUnits', asked);
}

function attemptAll(actions: readonly Action[], asked: string | undefined, store: Store): Attempt[] {
  const attempts = allOrCancel(actions.map((action) => () => attemptOf(action, store, asked)));
  refuseTooLarge(attempts.map(({ draft }) => draft.size));
  return attempts;
}

/** All of the writes or none: every one is tried on a draft of its own before the first is done, and nothing runs in between. */
export async function transactWriteItems(data: TransactParameters, transaction: Transaction, input: unknown): Promise<Answer> {
  const { store, tables, tokens, commit, kept } = transaction;
  const { ClientRequestToken: token, ReturnConsumedCapacity: asked } = data;
  const actions = data.TransactItems.map(actionOf);
  actions.forEach((action) => prepare({ ...action.data, ReturnItemCollectionMetrics: data.ReturnItemCollectionMetrics }, tables));
  refuseTwice(actions.map((action) => action.data), tables, store);
  const used = token === undefined ? undefined : tokens.use(token, digestOf(input));
  if (used && tokens.isDone(used)) {
    const answer = answerAgain(actions, asked, transaction);
    await kept();
    return answer;
  }
  const attempts = attemptAll(actions, asked, store);
  await commit(attempts.map(({ draft }) => draft), used);
  return consumedCapacity(attempts.map(({ answer }) => answer), 'WriteCapacityUnits', asked);
}

import { allOrCancel } from './attempts';
import { consumedCapacity } from './capacity';
import { refuseTooLarge, refuseTwice } from './items';
import { digestOf } from './request-tokens';
import { readItems } from './transact-get-items';
import { Transaction } from './transaction';
import { DynamoDbError } from '../../errors';
import { Attributes, ItemParameters, TransactItem, TransactParameters } from '../../request/parsed';
import { Table } from '../../table';
import { Draft } from '../draft';
import { withItem } from '../failed-condition';
import { prepare } from '../prepare';
import { Answer, runAtOnce } from '../run-at-once';
import { Store } from '../store';

interface Action {
  readonly operation: string;
  readonly data: ItemParameters;
  readonly writes: boolean;
}

interface Drafted {
  readonly answer: Answer;
  readonly draft: Draft;
}

/** A condition check is a deletion that is judged and not done. */
function actionOf({ ConditionCheck, Put, Update, Delete }: TransactItem): Action {
  if (Put) return { operation: 'PutItem', data: Put, writes: true };
  if (Update) return { operation: 'UpdateItem', data: Update, writes: true };
  return { operation: 'DeleteItem', data: (Delete ?? ConditionCheck)!, writes: Delete !== undefined };
}

function draftOf({ operation, data, writes }: Action, store: Store, ReturnConsumedCapacity?: string): Drafted {
  const draft = new Draft(store);
  try {
    const answer = runAtOnce(operation, draft, { ...data, ReturnConsumedCapacity });
    return { answer, draft: writes ? draft : new Draft(store) };
  } catch (error) {
    throw error instanceof DynamoDbError ? withItem(error, data, store) : error;
  }
}

const keyIn = (item: Attributes, { keySchema }: Table): Attributes =>
  Object.fromEntries(keySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]));

/** "Subsequent calls with the same client token return the number of read capacity units consumed in reading the item" (API Reference). */
function answerAgain(actions: readonly Action[], asked: string | undefined, { store, tables }: Transaction): Answer {
  const gets = actions.map(({ data: { TableName, Key, Item } }) => ({ TableName, Key: Key ?? keyIn(Item!, tables.get(TableName)!) }));
  return consumedCapacity(readItems(gets, store, asked), 'ReadCapacityUnits', asked);
}

function writeAll(actions: readonly Action[], asked: string | undefined, store: Store): Answer {
  const drafted = allOrCancel(actions.map((action) => () => draftOf(action, store, asked)));
  refuseTooLarge(drafted.map(({ draft }) => draft.size));
  drafted.forEach(({ draft }) => draft.commit());
  return consumedCapacity(drafted.map(({ answer }) => answer), 'WriteCapacityUnits', asked);
}

/** All of the writes or none: every one is tried on a draft of its own before the first is done, and nothing runs in between. */
export function transactWriteItems(data: TransactParameters, transaction: Transaction, input: unknown): Answer {
  const { store, tables, tokens } = transaction;
  const { ClientRequestToken: token, ReturnConsumedCapacity: asked } = data;
  const actions = data.TransactItems.map(actionOf);
  actions.forEach((action) => prepare({ ...action.data, ReturnItemCollectionMetrics: data.ReturnItemCollectionMetrics }, tables));
  refuseTwice(actions.map((action) => action.data), tables, store);
  if (token === undefined) return writeAll(actions, asked, store);
  const digest = digestOf(input);
  if (tokens.isDone(token, digest)) return answerAgain(actions, asked, transaction);
  const answer = writeAll(actions, asked, store);
  tokens.done(token, digest);
  return answer;
}

import { allOrCancel } from './attempts';
import { consumedCapacity } from './capacity';
import { refuseTooLarge, refuseTwice } from './items';
import { digestOf } from './request-tokens';
import { readItems } from './transact-get-items';
import type { Transaction } from './transaction';
import type { ItemParameters, TransactItem, TransactParameters } from '../../../dynamodb/request/parsed';
import type { Attributes } from '../../../dynamodb/values/attribute-value';
import { itemSize } from '../../../dynamodb/values/size';
import type { Attempt, WriteAction } from '../actions/attempt';
import { deleteItem } from '../actions/delete-item';
import { putItem } from '../actions/put-item';
import { updateItem } from '../actions/update-item';
import type { Answer } from '../dynamodb-engine';
import { allMetrics } from '../item-collections';
import type { ItemWrite } from '../log-record';
import type { Store } from '../store';

interface Action {
  readonly attempt: WriteAction;
  readonly data: ItemParameters;
}

/** A deletion that is judged and not done. */
const checkItem: WriteAction = (data, store) => ({ ...deleteItem(data, store), writes: [] });

function actionOf({ ConditionCheck, Put, Update, Delete }: TransactItem): Action {
  if (Put) return { attempt: putItem, data: Put };
  if (Update) return { attempt: updateItem, data: Update };
  return Delete ? { attempt: deleteItem, data: Delete } : { attempt: checkItem, data: ConditionCheck! };
}

const keyIn = ({ TableName, Item }: ItemParameters, store: Store): Attributes =>
  Object.fromEntries(store.table(TableName).keyNames.map((name) => [name, Item![name]]));

/** "Subsequent calls with the same client token return the number of read capacity units consumed in reading the item" (API Reference). */
function answerAgain(actions: readonly Action[], asked: string | undefined, store: Store): Answer {
  const gets = actions.map(({ data }) => ({ TableName: data.TableName, Key: data.Key ?? keyIn(data, store) }));
  return consumedCapacity(readItems(gets, store, asked), 'ReadCapacityUnits', asked);
}

const sizeOf = (writes: readonly ItemWrite[]): number => writes.reduce((sum, [, , item]) => item ? sum + itemSize(item) : sum, 0);

type Asked = Pick<TransactParameters, 'ReturnConsumedCapacity' | 'ReturnItemCollectionMetrics'>;

function attemptAll(actions: readonly Action[], asked: Asked, store: Store): Attempt[] {
  const attempts = allOrCancel(actions.map(({ attempt, data }) => () => attempt({ ...data, ...asked }, store)));
  refuseTooLarge(attempts.map(({ writes }) => sizeOf(writes)));
  return attempts;
}

/** All of the writes or none: every one is tried before the first is done, and nothing runs in between. */
export async function transactWriteItems(data: TransactParameters, transaction: Transaction, input: unknown): Promise<Answer> {
  const { store, tokens, commit, kept } = transaction;
  const { ClientRequestToken: token, ReturnConsumedCapacity, ReturnItemCollectionMetrics } = data;
  const actions = data.TransactItems.map(actionOf);
  refuseTwice(actions.map((action) => action.data), store);
  const used = token === undefined ? undefined : tokens.use(token, digestOf(input));
  if (used && tokens.isDone(used)) {
    const answer = answerAgain(actions, ReturnConsumedCapacity, store);
    await kept();
    return answer;
  }
  const attempts = attemptAll(actions, { ReturnConsumedCapacity, ReturnItemCollectionMetrics }, store);
  await commit(attempts.flatMap(({ writes }) => writes), used);
  const answers = attempts.map(({ answer }) => answer);
  return {
    ...consumedCapacity(answers, 'WriteCapacityUnits', ReturnConsumedCapacity),
    ...allMetrics(answers.map((answer, i) => [actions[i].data.TableName, answer])),
  };
}

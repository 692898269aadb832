import { allOrCancel } from './attempts';
import { consumedCapacity } from './capacity';
import { refuseTooLarge, refuseTwice } from './items';
import type { Transaction } from './transaction';
import type { ItemParameters, TransactParameters } from '../../../dynamodb/request/parsed';
import type { Attributes } from '../../../dynamodb/values/attribute-value';
import { itemSize } from '../../../dynamodb/values/size';
import { getItem } from '../actions/get-item';
import type { Answer } from '../dynamodb-engine';
import type { Store } from '../store';

/** Reads one by one, each consistent: a transaction counts as such. */
export function readItems(gets: readonly ItemParameters[], store: Store, ReturnConsumedCapacity?: string): Answer[] {
  return allOrCancel(gets.map((get) => () => getItem({ ...get, ConsistentRead: true, ReturnConsumedCapacity }, store)));
}

/** All items as they are at one moment: nothing runs in between. */
export function transactGetItems(data: TransactParameters, { store }: Transaction): Answer {
  const gets = data.TransactItems.flatMap(({ Get }) => Get ?? []);
  refuseTwice(gets, store);
  const answers = readItems(gets, store, data.ReturnConsumedCapacity);
  refuseTooLarge(answers.map(({ Item }) => Item ? itemSize(Item as Attributes) : 0));
  return {
    ...consumedCapacity(answers, 'ReadCapacityUnits', data.ReturnConsumedCapacity),
    Responses: answers.map(({ Item }) => Item ? { Item } : {}),
  };
}

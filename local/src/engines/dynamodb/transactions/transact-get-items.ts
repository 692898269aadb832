/// <reference path="../../../dynamodb/dynalite.d.ts" />
import { itemSize } from 'dynalite/db/index.js';
import { allOrCancel } from './attempts';
import { consumedCapacity } from './capacity';
import { refuseTooLarge, refuseTwice } from './items';
import type { Transaction } from './transaction';
import type { ItemParameters, TransactParameters } from '../../../dynamodb/request/parsed';
import type { Answer } from '../dynamodb-engine';
import { runAtOnce } from '../run-at-once';
import type { Store } from '../store';

/** Reads one by one, each consistent: a transaction counts as such. */
export function readItems(gets: readonly ItemParameters[], store: Store, ReturnConsumedCapacity?: string): Answer[] {
  return allOrCancel(gets.map((get) => () => runAtOnce('GetItem', store, { ...get, ConsistentRead: true, ReturnConsumedCapacity })));
}

/** All items as they are at one moment: nothing runs in between. */
export function transactGetItems(data: TransactParameters, { store, tables }: Transaction): Answer {
  const gets = data.TransactItems.flatMap(({ Get }) => Get ?? []);
  refuseTwice(gets, tables, store);
  const answers = readItems(gets, store, data.ReturnConsumedCapacity);
  refuseTooLarge(answers.map(({ Item }) => Item ? itemSize(Item) : 0));
  return {
    ...consumedCapacity(answers, 'ReadCapacityUnits', data.ReturnConsumedCapacity),
    Responses: answers.map(({ Item }) => Item ? { Item } : {}),
  };
}

import type { ItemParameters } from '../../../dynamodb/request/parsed';
import type { Answer } from '../dynamodb-engine';
import type { ItemWrite } from '../log-record';
import type { Store } from '../store';

/** What an action would answer and write; nothing is written. */
export interface Attempt {
  readonly answer: Answer;
  readonly writes: readonly ItemWrite[];
}

/** Throws `DynamoDbError`. */
export type WriteAction = (data: ItemParameters, store: Store) => Attempt;

import type { ActionName } from './actions';
import { Draft } from './draft';
import type { Answer } from './dynamodb-engine';
import { withItem } from './failed-condition';
import { refuseTooDeep } from './nesting';
import { runAtOnce } from './run-at-once';
import type { Store } from './store';
import { withCopiedSources } from './update-sources';
import { DynamoDbError } from '../../dynamodb/errors';
import type { ItemParameters } from '../../dynamodb/request/parsed';

export interface Attempt {
  readonly answer: Answer;
  readonly draft: Draft;
}

/** What an action would answer and write; nothing is written. Throws `DynamoDbError`. */
export function attempt(operation: ActionName, data: ItemParameters, store: Store): Attempt {
  const draft = new Draft(store);
  try {
    const answer = runAtOnce(operation, draft, withCopiedSources(data, store));
    if (operation === 'UpdateItem') draft.items.forEach(([, , item]) => refuseTooDeep(item!));
    return { answer, draft };
  } catch (error) {
    throw error instanceof DynamoDbError ? withItem(error, data, store) : error;
  }
}

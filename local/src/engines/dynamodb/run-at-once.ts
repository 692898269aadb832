import { ACTIONS, type ActionName } from './actions';
import type { Answer } from './dynamodb-engine';
import { fromDynalite } from '../../dynamodb/errors';

/** Runs an action on items that it names, which calls back before it returns. Throws `DynamoDbError`. */
export function runAtOnce(operation: ActionName, store: object, data: object): Answer {
  let outcome: { readonly error?: unknown; readonly answer?: Answer } | undefined;
  try {
    ACTIONS[operation].run(store, data, (error, answer = {}) => { outcome = error ? { error } : { answer }; });
  } catch (error) {
    outcome = { error };
  }
  if (outcome?.answer) return outcome.answer;
  throw fromDynalite(outcome?.error ?? new Error(`${operation} did not end at once`));
}

import { ACTIONS } from './actions';
import type { Answer } from './dynamodb-engine';
import { fromDynalite } from '../../dynamodb/errors';

/** Runs an action on items that it names, which calls back before it returns. Throws `DynamoDbError`. */
export function runAtOnce(operation: string, store: object, data: object): Answer {
  let outcome: { readonly error?: unknown; readonly answer?: Answer } | undefined;
  try {
    ACTIONS.get(operation)!(store, data, (error, answer = {}) => { outcome = error ? { error } : { answer }; });
  } catch (error) {
    outcome = { error };
  }
  if (outcome?.answer) return outcome.answer;
  throw fromDynalite(outcome?.error ?? new Error(`${operation} did not end at once`));
}

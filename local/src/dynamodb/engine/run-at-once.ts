import { ACTIONS } from './actions';
import { fromDynalite } from '../errors';

export type Answer = Readonly<Record<string, unknown>>;

/** Runs an action on one item, which calls back before it returns. Throws `DynamoDbError`. */
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

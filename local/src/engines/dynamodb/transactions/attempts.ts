import { throwIfFailed } from './cancellation';
import { DynamoDbError } from '../../../dynamodb/errors';

/** What every act gives; if any of them throws a DynamoDB error, all are tried, and the transaction is cancelled. */
export function allOrCancel<T>(acts: ReadonlyArray<() => T>): T[] {
  const errors: Array<DynamoDbError | undefined> = [];
  const results: T[] = [];
  for (const act of acts) {
    try {
      results.push(act());
      errors.push(undefined);
    } catch (error) {
      if (!(error instanceof DynamoDbError)) throw error;
      errors.push(error);
    }
  }
  throwIfFailed(errors);
  return results;
}

import { throwIfFailed } from '../../../dynamodb/cancellation';
import { DynamoDbError } from '../../../dynamodb/errors';
import { EmptyKeyError } from '../key-rules';

/**
 * What every act gives. If any of them throws a DynamoDB error, the transaction is cancelled: all conditions are tried,
 * but nothing any more after an action that is not valid.
 */
export function allOrCancel<T>(acts: ReadonlyArray<() => T>): T[] {
  const errors: Array<DynamoDbError | undefined> = [];
  const results: T[] = [];
  for (const act of acts) {
    const isOver = errors.some((error) => error?.code === 'ValidationException');
    try {
      if (!isOver) results.push(act());
      errors.push(undefined);
    } catch (error) {
      if (!(error instanceof DynamoDbError) || error instanceof EmptyKeyError) throw error;
      errors.push(error);
    }
  }
  throwIfFailed(errors);
  return results;
}

import { DynamoDbError, validationError } from '../../../dynamodb/errors';
import type { BatchWriteParameters, WriteRequest } from '../../../dynamodb/request/parsed';
import { allMetrics } from '../item-collections';
import type { Store } from '../store';
import type { Attempt } from './attempt';
import { batchCapacity } from './batch-capacity';
import { deleteItem } from './delete-item';
import { putItem } from './put-item';

type Asked = Pick<BatchWriteParameters, 'ReturnConsumedCapacity' | 'ReturnItemCollectionMetrics'>;

/** Of one write among many DynamoDB says no more than that. */
function lessTold(error: unknown): unknown {
  const told = error instanceof DynamoDbError && /Missing the key|Type mismatch for key/.test(error.message);
  return told ? validationError('The provided key element does not match the schema') : error;
}

function attempt(TableName: string, { PutRequest, DeleteRequest }: WriteRequest, store: Store, asked: Asked): Attempt {
  const data = { TableName, ...asked };
  try {
    return DeleteRequest ? deleteItem({ ...data, Key: DeleteRequest.Key }, store) : putItem({ ...data, Item: PutRequest!.Item }, store);
  } catch (error) {
    throw lessTold(error);
  }
}

/** All are tried before the first is done. */
export function batchWriteItem({ RequestItems, ...asked }: BatchWriteParameters, store: Store): Attempt {
  const requests = Object.entries(RequestItems).flatMap(([table, ofTable]) => ofTable.map((request) => [table, request] as const));
  const attempts = requests.map(([table, request]) => attempt(table, request, store, asked));
  const writes = attempts.flatMap((one) => one.writes);
  if (new Set(writes.map(([table, key]) => `${table} ${key}`)).size < writes.length) throw validationError('Provided list of item keys contains duplicates');
  const answers = attempts.map(({ answer }) => answer);
  return {
    answer: {
      UnprocessedItems: {},
      ...batchCapacity(answers, asked.ReturnConsumedCapacity),
      ...allMetrics(answers.map((answer, i) => [requests[i][0], answer])),
    },
    writes,
  };
}

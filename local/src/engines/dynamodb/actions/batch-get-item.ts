import type { BatchGetParameters, ItemParameters } from '../../../dynamodb/request/parsed';
import { type Attributes } from '../../../dynamodb/values/attribute-value';
import { itemSize, MAX_ITEM_SIZE } from '../../../dynamodb/values/size';
import type { HasCapacity } from '../capacity';
import type { Answer } from '../dynamodb-engine';
import type { Store } from '../store';
import { batchCapacity } from './batch-capacity';
import { itemAnswer, itemRead } from './get-item';

/** DynamoDB API Reference, BatchGetItem: "A single operation can retrieve up to 16 MB of data". */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The same page: the result is partial where "more than 1MB per partition is requested". What a table here holds is one partition,
 * as it is of a new table on AWS. So much and one item more came of it there (dynalite's own tests, which were played on AWS).
 */
const MAX_PARTITION_BYTES = 1024 * 1024 + MAX_ITEM_SIZE;

const FOR_NEXT_TIME = ['ConsistentRead', 'ProjectionExpression', 'ExpressionAttributeNames', 'AttributesToGet'] as const;

const restOf = (request: ItemParameters, Keys: readonly Attributes[]): object => ({
  ...Object.fromEntries(FOR_NEXT_TIME.flatMap((name) => name in request ? [[name, (request as any)[name]]] : [])), Keys,
});

/** Items come in the order of their keys, as far as the answer has room for them. What is left is paid for as if there were no such item. */
export function batchGetItem({ RequestItems, ReturnConsumedCapacity }: BatchGetParameters, store: Store): Answer {
  const Responses: Record<string, unknown[]> = {};
  const UnprocessedKeys: Record<string, object> = {};
  const answers: HasCapacity[] = [];
  let room = MAX_BYTES;
  for (const [TableName, request] of Object.entries(RequestItems)) {
    const left: Attributes[] = [];
    let roomOfTable = Math.min(room, MAX_PARTITION_BYTES);
    const read = (Key: Attributes): unknown[] => {
      const data = { ...request, TableName, Key, ReturnConsumedCapacity };
      const item = itemRead(data, store);
      const size = item ? itemSize(item) : 0;
      const fits = size <= roomOfTable;
      const answer = itemAnswer(data, fits ? item : undefined);
      answers.push(answer);
      if (!fits) left.push(Key);
      else [room, roomOfTable] = [room - size, roomOfTable - size];
      return answer.Item ? [answer.Item] : [];
    };
    Responses[TableName] = request.Keys!.flatMap(read);
    if (left.length > 0) UnprocessedKeys[TableName] = restOf(request, left);
  }
  return { Responses, UnprocessedKeys, ...batchCapacity(answers, ReturnConsumedCapacity) };
}

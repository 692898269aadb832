import type { BatchGetParameters, ItemParameters } from '../../../dynamodb/request/parsed';
import { type Attributes } from '../../../dynamodb/values/attribute-value';
import { itemSize } from '../../../dynamodb/values/size';
import type { HasCapacity } from '../capacity';
import type { Answer } from '../dynamodb-engine';
import type { Store } from '../store';
import { batchCapacity } from './batch-capacity';
import { getItem } from './get-item';

/** DynamoDB API Reference, BatchGetItem: "A single operation can retrieve up to 16 MB of data". */
const MAX_BYTES = 16 * 1024 * 1024;

const FOR_NEXT_TIME = ['ConsistentRead', 'ProjectionExpression', 'ExpressionAttributeNames', 'AttributesToGet'] as const;

const restOf = (request: ItemParameters, Keys: readonly Attributes[]): object => ({
  ...Object.fromEntries(FOR_NEXT_TIME.flatMap((name) => name in request ? [[name, (request as any)[name]]] : [])), Keys,
});

/** Items come in the order of their keys, as far as the answer has room for them. */
export function batchGetItem({ RequestItems, ReturnConsumedCapacity }: BatchGetParameters, store: Store): Answer {
  const Responses: Record<string, unknown[]> = {};
  const UnprocessedKeys: Record<string, object> = {};
  const answers: HasCapacity[] = [];
  let room = MAX_BYTES;
  for (const [TableName, request] of Object.entries(RequestItems)) {
    const left: Attributes[] = [];
    Responses[TableName] = request.Keys!.flatMap((Key) => {
      const answer = getItem({ ...request, TableName, Key, ReturnConsumedCapacity }, store);
      room -= answer.Item ? itemSize(answer.Item as Attributes) : 0;
      if (room < 0) return left.push(Key) && [];
      answers.push(answer);
      return answer.Item ? [answer.Item] : [];
    });
    if (left.length > 0) UnprocessedKeys[TableName] = restOf(request, left);
  }
  return { Responses, UnprocessedKeys, ...batchCapacity(answers, ReturnConsumedCapacity) };
}

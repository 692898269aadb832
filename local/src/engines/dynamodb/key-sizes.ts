import type { AttributeValue } from '../../dynamodb/values/attribute-value';
import { bytesOf } from '../../dynamodb/values/bytes';

/** DynamoDB Developer Guide, Quotas: partition keys up to 2048 bytes, sort keys up to 1024. */
export const MAX_PARTITION = 2048;
export const MAX_SORT = 1024;

/** Whether the value of a key attribute is longer than one may be. `type` is its type. */
export function isTooLong(type: string, value: AttributeValue, isPartition: boolean): boolean {
  if (type === 'N') return false;
  const size = type === 'B' ? bytesOf(value.B).length : Buffer.byteLength(value.S as string);
  return size > (isPartition ? MAX_PARTITION : MAX_SORT);
}

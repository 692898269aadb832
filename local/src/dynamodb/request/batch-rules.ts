import type { BatchWriteParameters } from './parsed';

/** DynamoDB API Reference, BatchWriteItem: "up to 25 item put or delete operations". dynalite counts by table. */
const MAX_WRITES = 25;

/** dynalite takes the put of an entry that has a put and a delete; DynamoDB refuses it. */
export function checkBatchWrite(data: BatchWriteParameters): string | undefined {
  const writes = Object.values(data.RequestItems).flat();
  if (writes.some((write) => Object.keys(write).length !== 1)) {
    return 'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes';
  }
  if (writes.length > MAX_WRITES) return 'Too many items requested for the BatchWriteItem call';
  return undefined;
}

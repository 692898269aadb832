import type { Answer } from '../dynamodb-engine';
import type { Store } from '../store';
import { Attempt } from './attempt';
import { batchGetItem } from './batch-get-item';
import { batchWriteItem } from './batch-write-item';
import { deleteItem } from './delete-item';
import { getItem } from './get-item';
import { putItem } from './put-item';
import { query } from './query';
import { scan } from './scan';
import { describeTable, listTables } from './tables';
import { updateItem } from './update-item';

type Read = (data: any, store: Store) => Answer;

export const READS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['BatchGetItem', batchGetItem],
  ['DescribeTable', describeTable],
  ['GetItem', getItem],
  ['ListTables', listTables],
  ['Query', query],
  ['Scan', scan],
]);

type Write = (data: any, store: Store) => Attempt;

export const WRITES: ReadonlyMap<string, Write> = new Map<string, Write>([
  ['BatchWriteItem', batchWriteItem],
  ['DeleteItem', deleteItem],
  ['PutItem', putItem],
  ['UpdateItem', updateItem],
]);

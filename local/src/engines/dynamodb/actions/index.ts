import type { OperationName } from '../../../dynamodb/operations';
import type { Answer } from '../dynamodb-engine';
import type { Store } from '../store';
import type { Attempt } from './attempt';
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
type Write = (data: any, store: Store) => Attempt;

export const READS = {
  BatchGetItem: batchGetItem,
  DescribeTable: describeTable,
  GetItem: getItem,
  ListTables: listTables,
  Query: query,
  Scan: scan,
} as const satisfies { readonly [operation in OperationName]?: Read };

export const WRITES = {
  BatchWriteItem: batchWriteItem,
  DeleteItem: deleteItem,
  PutItem: putItem,
  UpdateItem: updateItem,
} as const satisfies { readonly [operation in OperationName]?: Write };

export type ReadName = keyof typeof READS;
export type WriteName = keyof typeof WRITES;

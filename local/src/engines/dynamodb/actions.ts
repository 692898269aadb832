/// <reference path="../../dynamodb/dynalite.d.ts" />
import batchGetItem from 'dynalite/actions/batchGetItem.js';
import batchWriteItem from 'dynalite/actions/batchWriteItem.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import describeTable from 'dynalite/actions/describeTable.js';
import getItem from 'dynalite/actions/getItem.js';
import listTables from 'dynalite/actions/listTables.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import type { OperationName } from '../../dynamodb/operations';

/** One by one and not through dynalite's index, which requires by computed names: no bundler could follow. */
export const ACTIONS = {
  BatchGetItem: { run: batchGetItem, writes: false },
  BatchWriteItem: { run: batchWriteItem, writes: true },
  DeleteItem: { run: deleteItem, writes: true },
  DescribeTable: { run: describeTable, writes: false },
  GetItem: { run: getItem, writes: false },
  ListTables: { run: listTables, writes: false },
  PutItem: { run: putItem, writes: true },
  Query: { run: query, writes: false },
  Scan: { run: scan, writes: false },
  UpdateItem: { run: updateItem, writes: true },
} as const satisfies { readonly [operation in OperationName]?: { readonly run: typeof getItem; readonly writes: boolean } };

export type ActionName = keyof typeof ACTIONS;

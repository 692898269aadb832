import { AuthorizationRequest } from '../iam/request';
import { batchGetItem } from './contexts/batch-get-item';
import { batchWriteItem } from './contexts/batch-write-item';
import { deleteItem } from './contexts/delete-item';
import { deleteTable } from './contexts/delete-table';
import { describeTable } from './contexts/describe-table';
import { getItem } from './contexts/get-item';
import { keyUses } from './contexts/key-uses';
import { listTables } from './contexts/list-tables';
import { putItem } from './contexts/put-item';
import { query } from './contexts/query';
import { scan } from './contexts/scan';
import { Scope } from './contexts/scope';
import { transactGetItems } from './contexts/transact-get-items';
import { transactWriteItems } from './contexts/transact-write-items';
import { updateItem } from './contexts/update-item';
import type { ReadRequest } from '../engines/dynamodb/dynamodb-engine';
import { unknownOperation } from './errors';
import { OPERATIONS, STACK_OPERATIONS } from './request/operations';
import { parseRequest } from './request/parse';
import { Location, Tables } from './table';

type ContextBuilder = (data: any, scope: Scope) => AuthorizationRequest[];

const BUILDERS: ReadonlyMap<string, ContextBuilder> = new Map<string, ContextBuilder>([
  ['BatchGetItem', batchGetItem],
  ['BatchWriteItem', batchWriteItem],
  ['DeleteItem', deleteItem],
  ['DeleteTable', deleteTable],
  ['DescribeTable', describeTable],
  ['GetItem', getItem],
  ['ListTables', listTables],
  ['PutItem', putItem],
  ['Query', query],
  ['Scan', scan],
  ['TransactGetItems', transactGetItems],
  ['TransactWriteItems', transactWriteItems],
  ['UpdateItem', updateItem],
]);

const ALL_OPERATIONS = new Map([...OPERATIONS, ...STACK_OPERATIONS]);

/** A request's parameters, for `actionRequests` and then, once, for an engine. Throws DynamoDB's own error where they are not valid, as DynamoDB does before it authorises. */
export function readRequest(operation: string, input: unknown, location: Location): ReadRequest {
  return parseRequest(operation, input, location, ALL_OPERATIONS);
}

/**
 * The IAM actions that a request is, on which resources, with which condition keys, and the uses of
 * keys of KMS that follow from them. Every one must be allowed.
 */
export function actionRequests(operation: string, data: ReadRequest, tables: Tables, location: Location): AuthorizationRequest[] {
  const builder = BUILDERS.get(operation);
  if (!builder) throw unknownOperation(operation);
  const scope = { tables, location };
  const actions = builder(data, scope);
  return [...actions, ...keyUses(actions, scope)];
}

import type { Scope } from './scope';
import type { AuthorizationRequest, ContextValue } from '../../iam/request';
import { tableArn } from '../resources';

/**
 * The condition keys of DynamoDB that a request carries (Service Authorization Reference,
 * Amazon DynamoDB). A cell that is not given is a key that is absent; an empty list is present.
 */
export interface Cells {
  /** Values of the first partition attribute, of the second, and so on. */
  readonly partitionKeys?: ReadonlyArray<readonly string[]>;
  readonly attributes?: readonly string[];
  readonly select?: string;
  readonly returnValues?: string;
  readonly returnConsumedCapacity?: string;
  readonly enclosingOperation?: string;
  /** Of the table, as the request sets them. */
  readonly tags?: ReadonlyArray<readonly [key: string, value: string]>;
  /** Those that the request takes off. */
  readonly tagKeys?: readonly string[];
}

/**
 * DynamoDB Developer Guide, Using IAM policy conditions for fine-grained access control:
 * `FirstPartitionKeyValues` and `LeadingKeys` are interchangeable; the others are for indexes with several partition attributes.
 */
const PARTITION_KEYS = [
  ['dynamodb:leadingkeys', 'dynamodb:firstpartitionkeyvalues'],
  ['dynamodb:secondpartitionkeyvalues'],
  ['dynamodb:thirdpartitionkeyvalues'],
  ['dynamodb:fourthpartitionkeyvalues'],
];

function contextOf(cells: Cells): ReadonlyMap<string, ContextValue> {
  const { partitionKeys, attributes, select, returnValues, returnConsumedCapacity, enclosingOperation, tags, tagKeys } = cells;
  const context = new Map<string, ContextValue>();
  partitionKeys?.forEach((values, position) => PARTITION_KEYS[position]?.forEach((key) => context.set(key, values)));
  if (attributes !== undefined) context.set('dynamodb:attributes', attributes);
  if (select !== undefined) context.set('dynamodb:select', select);
  if (returnValues !== undefined) context.set('dynamodb:returnvalues', returnValues);
  if (returnConsumedCapacity !== undefined) context.set('dynamodb:returnconsumedcapacity', returnConsumedCapacity);
  if (enclosingOperation !== undefined) context.set('dynamodb:enclosingoperation', enclosingOperation);
  tags?.forEach(([key, value]) => context.set(`aws:requesttag/${key.toLowerCase()}`, value));
  const keys = tagKeys ?? tags?.map(([key]) => key);
  if (keys !== undefined) context.set('aws:tagkeys', keys);
  return context;
}

export function authorization(action: string, resource: string, cells: Cells = {}): AuthorizationRequest {
  return { action: `dynamodb:${action}`, resource, context: contextOf(cells) };
}

export function onTable(action: string, table: string, scope: Scope, cells: Cells = {}): AuthorizationRequest {
  return authorization(action, tableArn(table, scope.tables, scope.location), cells);
}

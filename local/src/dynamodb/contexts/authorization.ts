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
  const all: Array<[string, ContextValue | undefined]> = [
    ...PARTITION_KEYS.flatMap((keys, position) => keys.map((key): [string, ContextValue | undefined] => [key, cells.partitionKeys?.[position]])),
    ['dynamodb:attributes', cells.attributes],
    ['dynamodb:select', cells.select],
    ['dynamodb:returnvalues', cells.returnValues],
    ['dynamodb:returnconsumedcapacity', cells.returnConsumedCapacity],
    ['dynamodb:enclosingoperation', cells.enclosingOperation],
    ...(cells.tags ?? []).map(([key, value]): [string, ContextValue] => [`aws:requesttag/${key.toLowerCase()}`, value]),
    ['aws:tagkeys', cells.tagKeys ?? cells.tags?.map(([key]) => key)],
  ];
  return new Map(all.filter((entry): entry is [string, ContextValue] => entry[1] !== undefined));
}

export function authorization(action: string, resource: string, cells: Cells = {}): AuthorizationRequest {
  return { action: `dynamodb:${action}`, resource, context: contextOf(cells) };
}

export function onTable(action: string, table: string, scope: Scope, cells: Cells = {}): AuthorizationRequest {
  return authorization(action, tableArn(table, scope.tables, scope.location), cells);
}

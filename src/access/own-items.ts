import type { Allow } from './allow';
import { KEY_SEPARATOR } from './user-key';

/** Actions that read items and carry `dynamodb:LeadingKeys` and `dynamodb:Select`. Scan carries no leading keys. */
const READS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];

/** Writes of one item; all carry `dynamodb:ReturnValues`. */
const WRITES = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];

/** Answers that hold nothing but attributes which the request names itself. */
const HARMLESS_RETURN_VALUES = ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'];

/**
 * Consumed capacity follows from the size of the whole item: it would tell of attributes that are not listed.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html#amazondynamodb-policy-keys
 */
export const NO_SIZES = { StringEqualsIfExists: { 'dynamodb:ReturnConsumedCapacity': 'NONE' } };

/** What a user may do with the items under their own partition key. */
export type OwnItemWrites = 'none' | 'update' | 'all';

/** Names for `dynamodb:Attributes`, key attributes included: a request names its own keys, too. */
export interface OwnItemAttributes {
  readonly readable: string[];
  readonly writable: string[];
}

export interface OwnItems {
  /** ARNs of the table, one per replica Region. */
  readonly tableArns: string[];
  /** ARNs of the indexes whose partition key is the table's own. */
  readonly indexArns: string[];
  /** The partition key: namespace and policy variable of one provider. */
  readonly userKey: string;
  /** Whether keys are `<user key>#<suffix>`. */
  readonly keySuffix: boolean;
  readonly writes: OwnItemWrites;
  /** Undefined where all attributes are open. */
  readonly attributes?: OwnItemAttributes;
}

/**
 * Statements that let a user reach the items under their own partition key and no others.
 *
 * `ForAllValues` is true where its key is absent, so every statement also asks that it is there.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function ownItemsStatements(own: OwnItems): Allow[] {
  const statements = own.attributes === undefined ? unlimited(own) : limited(own, own.attributes);
  if (own.indexArns.length === 0) return statements;
  return [...statements, allow(['dynamodb:Query'], own.indexArns, readConditions(own))];
}

function unlimited(own: OwnItems): Allow[] {
  const writes = { none: [], update: ['dynamodb:UpdateItem'], all: [...WRITES, 'dynamodb:BatchWriteItem'] }[own.writes];
  return [allow([...READS, ...writes], own.tableArns, guarded(own))];
}

function limited(own: OwnItems, { writable }: OwnItemAttributes): Allow[] {
  const statements = [allow(READS, own.tableArns, readConditions(own))];
  if (own.writes === 'none') return statements;

  const write = guarded(own, writable);
  statements.push(allow(own.writes === 'update' ? ['dynamodb:UpdateItem'] : WRITES, own.tableArns, {
    ...write, ...NO_SIZES, StringEquals: { 'dynamodb:ReturnValues': HARMLESS_RETURN_VALUES },
  }));
  // BatchWriteItem has no ReturnValues: a strict condition on it would refuse it always.
  if (own.writes === 'all') statements.push(allow(['dynamodb:BatchWriteItem'], own.tableArns, { ...write, ...NO_SIZES }));
  return statements;
}

/** A read without projection answers with every attribute, listed or not, so Select is pinned with the list. */
function readConditions(own: OwnItems): Allow['conditions'] {
  if (own.attributes === undefined) return guarded(own);
  return { ...guarded(own, own.attributes.readable), ...NO_SIZES, StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } };
}

function guarded({ userKey, keySuffix }: OwnItems, attributes?: string[]): Allow['conditions'] {
  const key = { 'dynamodb:LeadingKeys': [keySuffix ? `${userKey}${KEY_SEPARATOR}*` : userKey] };
  const names = attributes && { 'dynamodb:Attributes': attributes };
  return {
    ...(keySuffix
      // A wildcard counts under StringLike alone, and attribute names must not be read as patterns.
      ? { 'ForAllValues:StringLike': key, ...(names && { 'ForAllValues:StringEquals': names }) }
      : { 'ForAllValues:StringEquals': { ...key, ...names } }),
    Null: { 'dynamodb:LeadingKeys': 'false', ...(names && { 'dynamodb:Attributes': 'false' }) },
  };
}

function allow(actions: string[], resourceArns: string[], conditions: Allow['conditions']): Allow {
  return { actions, resourceArns, conditions };
}

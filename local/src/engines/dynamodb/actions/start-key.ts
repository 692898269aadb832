import type { DynamoDbError } from '../../../dynamodb/errors';
import { validationError } from '../../../dynamodb/errors';
import type { Attributes } from '../../../dynamodb/values/attribute-value';
import { member } from '../../../dynamodb/values/attribute-value';
import { checkKey } from '../key-rules';
import { rowText } from '../keys';
import type { SearchTarget } from './search-target';

const invalid = (why = ''): never => {
  throw validationError(`The provided starting key is invalid${why}`);
};

const pick = (key: Attributes, names: readonly string[]): Attributes =>
  Object.fromEntries(names.flatMap((name) => member(key, name) ? [[name, key[name]]] : []));

/** It has the members of a LastEvaluatedKey, each of the right type. */
export function checkStartKey(key: Attributes, { table, index, keyNames }: SearchTarget, miscounted?: string): void {
  if (Object.keys(key).length !== keyNames.length) invalid(miscounted);
  if (index?.keyNames.some((name) => !member(key, name) || !(table.typeOf(name) in key[name]))) invalid();
}

/** Its part that is the key of an item. */
export function checkItemKey(key: Attributes, { table }: SearchTarget): void {
  try {
    checkKey(pick(key, table.keyNames), table);
  } catch (error) {
    invalid(`: ${(error as DynamoDbError).message}`);
  }
}

/** Where a page ended, as text. */
export const startText = (key: Attributes, { table, index }: SearchTarget): string =>
  index ? rowText(key, index.definition.KeySchema, table.description.KeySchema) : table.keyOf(pick(key, table.keyNames));

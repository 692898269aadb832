import { isTooLong, MAX_PARTITION, MAX_SORT } from './key-sizes';
import type { TableItems } from './table-items';
import { DynamoDbError, validationError } from '../../dynamodb/errors';
import type { AttributeValue, Attributes } from '../../dynamodb/values/attribute-value';
import { member, typeOf } from '../../dynamodb/values/attribute-value';

/** A key that is empty is refused for the request as a whole, also where it is one of a transaction's. */
export class EmptyKeyError extends DynamoDbError {
  constructor(type: string, where: string) {
    const kind = type === 'S' ? 'string' : 'binary';
    super('ValidationException', `One or more parameter values are not valid. ${where.replace('$', `contain an empty ${kind} value`)}`);
  }
}

const invalid = (what: string): never => {
  throw validationError(`One or more parameter values were invalid: ${what}`);
};

const mismatch = (): never => {
  throw validationError('The provided key element does not match the schema');
};

function checkSize(type: string, value: AttributeValue, isPartition: boolean): void {
  if (!isTooLong(type, value, isPartition)) return;
  invalid(isPartition ? `Size of hashkey has exceeded the maximum size limit of${MAX_PARTITION} bytes`
    : `Aggregated size of all range keys has exceeded the size limit of ${MAX_SORT} bytes`);
}

function checkKeyValue(name: string, type: string, value: AttributeValue, isPartition: boolean): void {
  if (value[type] === '') throw new EmptyKeyError(type, `The AttributeValue for a key attribute cannot $. Key: ${name}`);
  checkSize(type, value, isPartition);
}

/** Of the item that a request is on: its key, and nothing else. */
export function checkKey(key: Attributes, table: TableItems): void {
  if (Object.keys(key).length !== table.keyNames.length) mismatch();
  table.keyNames.forEach((name, position) => {
    const value = member(key, name);
    const type = table.typeOf(name);
    if (!value || !(type in value)) return mismatch();
    checkKeyValue(name, type, value, position === 0);
  });
}

function checkIndexKey(name: string, type: string, value: AttributeValue, index: string, isPartition: boolean): void {
  if (!(type in value)) invalid(`Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index}`);
  if (value[type] === '') {
    throw new EmptyKeyError(type, 'A value specified for a secondary index key is not supported. '
      + `The AttributeValue for a key attribute cannot $. IndexName: ${index}, IndexKey: ${name}`);
  }
  checkSize(type, value, isPartition);
}

/** Whatever keys of indexes an item has: it need have none. */
function checkIndexKeys(item: Attributes, table: TableItems): void {
  for (const { definition: { IndexName, KeySchema } } of table.indexes) {
    for (const { AttributeName: name, KeyType } of KeySchema) {
      const value = member(item, name);
      if (value) checkIndexKey(name, table.typeOf(name), value, IndexName, KeyType === 'HASH');
    }
  }
}

/** Of an item to be put. */
export function checkItemKeys(item: Attributes, table: TableItems): void {
  table.keyNames.forEach((name, position) => {
    const value = member(item, name) ?? invalid(`Missing the key ${name} in the item`);
    const type = table.typeOf(name);
    if (!(type in value)) invalid(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
    checkKeyValue(name, type, value, position === 0);
  });
  checkIndexKeys(item, table);
}

const UPDATED = 'The update expression attempted to update';

/** Of an item that an update made, where its keys of indexes are others than before. */
export function checkUpdatedIndexKeys(before: Attributes, after: Attributes, table: TableItems): void {
  for (const { definition: { KeySchema } } of table.indexes) {
    for (const { AttributeName: name, KeyType } of KeySchema) {
      const value = member(after, name);
      if (!value || value === member(before, name)) continue;
      const type = table.typeOf(name);
      if (!(type in value)) throw validationError(`${UPDATED} the secondary index key to unsupported type`);
      if (value[type] === '') {
        throw new EmptyKeyError(type, `${UPDATED} a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot $.`);
      }
      checkSize(type, value, KeyType === 'HASH');
    }
  }
}

/** Paths into keys lead nowhere: keys are no documents. */
export function refuseNestedKeys(nested: Readonly<Record<string, true>> | undefined, table: TableItems): void {
  if (!nested) return;
  const refuse = (kind: string, name: string): void => {
    if (name in nested) {
      throw validationError(`Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`);
    }
  };
  table.keyNames.forEach((name) => refuse('Key', name));
  table.indexes.forEach(({ keyNames }) => keyNames.forEach((name) => refuse('IndexKey', name)));
}

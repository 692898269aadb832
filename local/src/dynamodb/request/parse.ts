/// <reference path="../dynalite.d.ts" />
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import { isObject } from './is-object';
import { readStruct } from './shape';
import { DynamoDbError, fromDynalite, unknownOperation } from '../errors';
import { definitionOf, OPERATIONS, type OperationName } from '../operations';
import { isPartiql, refusePartiql } from '../partiql';
import { tableName } from '../resources';
import type { Location } from '../table';

/** What was asked of DynamoDB. Read once: the same is decided on and done. */
export interface DynamoDbRequest {
  readonly operation: OperationName;
  /** Types and values checked, expressions parsed and aliases resolved. An engine may change it: it is good for one execution. */
  readonly data: any;
  /** As it was sent. */
  readonly input: unknown;
}

/** dynalite has it asked by rules of its own, and none of them is applied. */
const NO_STORE = { options: { maxItemSize: 0 } };

/** Reads a request whole. Throws DynamoDB's own error where it is not valid, as DynamoDB does before it authorises. */
export function parseRequest(operation: string, input: unknown, location: Location): DynamoDbRequest {
  if (isPartiql(operation)) refusePartiql(operation);
  if (!isOperation(operation)) throw unknownOperation(operation);
  const { types, rules } = definitionOf(operation);
  if (!isObject(input)) throw new DynamoDbError('SerializationException', 'Start of structure or map found where not expected');
  try {
    const data = checkTypes(readStruct(input, types, (text) => tableName(text, location, operation)), types);
    checkValidations(data, types, undefined, NO_STORE);
    rules?.(data);
    return { operation, data, input };
  } catch (error) {
    throw fromDynalite(error);
  }
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}

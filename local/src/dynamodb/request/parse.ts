/// <reference path="../dynalite.d.ts" />
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import { isObject } from './is-object';
import { type OperationDefinition, OPERATIONS } from './operations';
import { readStruct } from './shape';
import { DynamoDbError, fromDynalite, unknownOperation, validationError } from '../errors';
import { Location } from '../table';

/** Given so that nobody mistakes the refusal for a missing permission. */
const PARTIQL: ReadonlySet<string> = new Set(['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction']);

/** dynalite has it asked by rules of its own, and none of them is applied. */
const NO_STORE = { options: { maxItemSize: 0 } };

/**
 * The request with types and values checked, expressions parsed and aliases resolved. The
 * contexts and the engine read requests through here alone: what is decided on is what is done.
 */
export function parseRequest<T>(
  operation: string, input: unknown, location: Location, operations: ReadonlyMap<string, OperationDefinition> = OPERATIONS,
): T {
  if (PARTIQL.has(operation)) throw validationError(`PartiQL is not supported by the local cloud: ${operation}`);
  const definition = operations.get(operation);
  if (!definition) throw unknownOperation(operation);
  if (!isObject(input)) throw new DynamoDbError('SerializationException', 'Start of structure or map found where not expected');
  try {
    const data = checkTypes(readStruct(input, definition.types, location), definition.types);
    checkValidations(data, definition.types, undefined, NO_STORE);
    definition.rules?.(data);
    return data as T;
  } catch (error) {
    throw fromDynalite(error);
  }
}

import { isObject } from './is-object';
import { parametersReader, type ReadParameters } from './shape';
import { MISPLACED_STRUCT } from './type-errors';
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

/** Made when an operation is first asked for: most programs use few. */
const READERS = new Map<OperationName, ReadParameters>();

function readerOf(operation: OperationName): ReadParameters {
  const known = READERS.get(operation);
  if (known !== undefined) return known;
  const made = parametersReader(definitionOf(operation).types);
  READERS.set(operation, made);
  return made;
}

/** Reads a request whole. Throws DynamoDB's own error where it is not valid, as DynamoDB does before it authorises. */
export function parseRequest(operation: string, input: unknown, location: Location): DynamoDbRequest {
  if (isPartiql(operation)) refusePartiql(operation);
  if (!isOperation(operation)) throw unknownOperation(operation);
  if (!isObject(input)) throw new DynamoDbError('SerializationException', MISPLACED_STRUCT);
  try {
    const data = readerOf(operation)(input, (text) => tableName(text, location, operation));
    definitionOf(operation).rules?.(data);
    return { operation, data, input };
  } catch (error) {
    throw fromDynalite(error);
  }
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}

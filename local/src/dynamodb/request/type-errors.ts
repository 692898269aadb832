import { DynamoDbError } from '../errors';

/*
 * DynamoDB's words for a member of the wrong JSON type; dynalite found them out.
 */

const serializationError = (message: string): DynamoDbError => new DynamoDbError('SerializationException', message);

export const MISPLACED_STRUCT = 'Start of structure or map found where not expected';

const MODEL = 'com.amazonaws.dynamodb.v20120810';
const PARAMETERIZED = 'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl';
const CAST = `${PARAMETERIZED} cannot be cast to class java.lang.Class (${PARAMETERIZED.replace('class ', '')} and java.lang.Class are in module java.base of loader 'bootstrap')`;

function tokenOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof value === 'string') return 'STRING_VALUE';
  return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
}

const isCompound = (value: unknown): boolean => typeof value === 'object';

/** Wanted: a String, Boolean, Integer or Long. */
export function noScalar(value: unknown, type: string): DynamoDbError {
  if (Array.isArray(value)) return serializationError(`Unrecognized collection type class java.lang.${type}`);
  if (isCompound(value)) return serializationError(MISPLACED_STRUCT);
  return serializationError(type === 'Boolean' && typeof value === 'string' ? 'Unexpected token received from parser' : `${tokenOf(value)} cannot be converted to ${type}`);
}

/** Wanted: bytes as base64. */
export function noBytes(value: unknown): DynamoDbError {
  if (Array.isArray(value)) return serializationError('Unrecognized collection type class java.nio.ByteBuffer');
  if (isCompound(value)) return serializationError(MISPLACED_STRUCT);
  if (typeof value !== 'string') return serializationError('only base-64-encoded strings are convertible to bytes');
  return serializationError(value.length % 4 > 0 ? `Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`
    : 'Invalid last non-pad Base64 character dectected');
}

/** Wanted: a List or, within a map, a ParameterizedList. */
export function noList(value: unknown, kind: string): DynamoDbError {
  if (isCompound(value)) return serializationError(MISPLACED_STRUCT);
  return serializationError(kind === 'List' ? 'Unexpected field type' : CAST);
}

/** Wanted: a Map or, within a list, a ParameterizedMap. `of` is what it holds. */
export function noMap(value: unknown, kind: string, of = 'AttributeValue'): DynamoDbError {
  if (Array.isArray(value)) return serializationError(`Unrecognized collection type java.util.Map<java.lang.String, ${of.includes('.') ? of : `${MODEL}.${of}`}>`);
  return serializationError(kind === 'Map' ? 'Unexpected field type' : CAST);
}

/** Wanted: a structure, as a member of another (FieldStruct) or as what a map or list holds (ValueStruct). */
export function noStruct(value: unknown, kind: string, name: string): DynamoDbError {
  if (Array.isArray(value)) return serializationError(`Unrecognized collection type class ${MODEL}.${name}`);
  return serializationError(kind === 'ValueStruct' ? 'Unexpected value type in payload' : 'Unexpected field type');
}

/// <reference path="../dynalite.d.ts" />
import type { Members, StructuredType, TypeDefinition } from 'dynalite/validations/index.js';
import { readAttributeValue } from './attribute-value';
import { constraintsOf, Problems } from './constraints';
import { checkExpression } from './expression-limits';
import { isObject } from './is-object';
import { readBoolean, readNumber, readText } from './scalars';
import { checkAttributeName, checkTableName } from './text';
import { noList, noMap, noStruct } from './type-errors';
import { validationError } from '../errors';
import { checkTableArn } from '../resources';

/*
 * Parameters as DynamoDB's model has them (dynalite tells it), read into a copy that holds nothing but what is known. AWS ignores
 * what it does not know; here an unknown parameter is refused, since a condition context that does not know it would wave it through.
 * What a type asks for is worked out once: a request is walked through a single time.
 */

/** What one request is read with. */
interface Reading {
  /** The table that a name or an ARN means. */
  readonly tableNamed: (text: string) => string;
  /** Values of the right type that will not do; told together, behind all types. */
  readonly problems: Problems;
  /** What is told alone, before those. */
  refusal?: string;
}

/** `path` is where the value stands, as DynamoDB tells it. Throws for a value of the wrong type, and for what the local cloud does not take. */
type Read = (value: unknown, path: string, reading: Reading) => unknown;

const structured = (type: TypeDefinition): StructuredType => (typeof type === 'string' ? { type } : type);

const lowerFirst = (name: string): string => name[0].toLowerCase() + name.slice(1);

function textReader(member: string): Read {
  if (member === 'TableName') return (value, _, { tableNamed }) => tableNamed(readText(value));
  if (member === 'ResourceArn') return (value, _, { tableNamed }) => tableNamed(checkTableArn(readText(value)));
  if (member === 'AttributesToGet' || member === 'ExpressionAttributeNames') return (value) => checkAttributeName(readText(value));
  return member.endsWith('Expression') ? (value) => checkExpression(member, readText(value)) : readText;
}

function notNull(value: unknown): unknown {
  if (value === null || value === undefined) throw validationError('null is no member of a list or map');
  return value;
}

function listReader(kind: string, readChild: Read): Read {
  return (value, path, reading) => {
    if (!Array.isArray(value)) throw noList(value, kind);
    return value.map((child, i) => readChild(child, `${path}.${i + 1}.member`, reading));
  };
}

function mapReader(kind: string, of: string | undefined, readChild: Read): Read {
  return (value, path, reading) => {
    if (!isObject(value)) throw noMap(value, kind, of);
    const result: Record<string, unknown> = {};
    for (const name of Object.keys(value)) result[checkAttributeName(name)] = readChild(value[name], `${path}.${name}.member`, reading);
    return result;
  };
}

/** Its keys are tables, each named once. */
function tableMapReader(kind: string, of: string | undefined, readChild: Read): Read {
  return (value, path, reading) => {
    if (!isObject(value)) throw noMap(value, kind, of);
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const name = checkTableName(reading.tableNamed(key));
      if (Object.hasOwn(result, name)) throw validationError(`the table ${name} is named twice, by its name and by its ARN`);
      result[name] = readChild(value[key], `${path}.${name}.member`, reading);
    }
    return result;
  };
}

interface Member {
  readonly name: string;
  readonly read: Read;
  readonly path: string;
  readonly isWanted: boolean;
  readonly isRequired: boolean;
}

/** Members that are null count as absent, as in AWS's JSON protocol. */
function structReader(kind: string, name: string, members: Members): Read {
  const known: readonly Member[] = Object.entries(members).map(([member, definition]) => {
    const type = structured(definition);
    const { notNull: isWanted = false, required: isRequired = false } = type;
    return { name: member, read: reader(type, member), path: lowerFirst(member), isWanted, isRequired };
  });
  return (value, path, reading) => {
    if (!isObject(value)) throw noStruct(value, kind, name);
    for (const member in value) {
      if (!Object.hasOwn(members, member)) throw validationError(`the local cloud does not know the parameter ${JSON.stringify(member)}`);
    }
    const result: Record<string, unknown> = {};
    for (const { name: member, read, path: own, isWanted, isRequired } of known) {
      const given = value[member];
      if (given !== null && given !== undefined) result[member] = read(given, path === '' ? own : `${path}.${own}`, reading);
      else if (isWanted) reading.problems.add(null, path === '' ? own : `${path}.${own}`, 'Member must not be null');
      else if (isRequired) reading.refusal ??= `The parameter '${member}' is required but was not present in the request`;
    }
    return result;
  };
}

function valueReader({ type, children, keys }: StructuredType, member: string): Read {
  const [, kind, of] = /^(\w+)(?:<(.+)>)?$/.exec(type)!;
  switch (kind) {
    case 'String': return textReader(member);
    case 'Boolean': return readBoolean;
    case 'Integer': case 'Long': return readNumber(kind);
    case 'List': case 'ParameterizedList': return listReader(kind, childReader(children, member));
    case 'Map': case 'ParameterizedMap': return (keys === undefined ? mapReader : tableMapReader)(kind, of, childReader(children, member));
    case 'FieldStruct': case 'ValueStruct': return structReader(kind, of, children as Members);
    case 'AttrStruct': return (value) => readAttributeValue(value, of as 'FieldStruct' | 'ValueStruct');
    default: throw new Error(`a type that nobody knows: ${type}`);
  }
}

/** Of what a list or map holds. An attribute value that is null is one without a type. */
function childReader(children: StructuredType['children'], member: string): Read {
  const type = structured(children as TypeDefinition);
  const read = reader(type, member);
  return type.type.startsWith('AttrStruct') ? read : (value, path, reading) => read(notNull(value), path, reading);
}

/** DynamoDB Developer Guide, Naming rules: of tables to be made or described, asked for in words of their own. */
const isTableNameLength = ({ length }: string): boolean => length >= 3 && length <= 255;

function reader(type: StructuredType, member: string): Read {
  const read = valueReader(type, member);
  const constraints = constraintsOf(type);
  if (constraints.length === 0 && !type.tableName) return read;
  return (given, path, reading) => {
    let position = reading.problems.count;
    const value = read(given, path, reading);
    if (type.tableName && !isTableNameLength(value as string)) reading.refusal ??= `${member} must be at least 3 characters long and at most 255 characters long`;
    for (const constraint of constraints) if (!constraint.holds(value)) reading.problems.add(value, path, constraint.text, position++);
    return value;
  };
}

/** Reads parameters of these types. Throws DynamoDB's own error for what they must not be. */
export type ReadParameters = (input: object, tableNamed: (text: string) => string) => Record<string, unknown>;

export function parametersReader(types: Members): ReadParameters {
  const read = structReader('FieldStruct', '', types);
  return (input, tableNamed) => {
    const reading: Reading = { tableNamed, problems: new Problems() };
    const data = read(input, '', reading);
    const message = reading.refusal ?? reading.problems.message;
    if (message !== undefined) throw validationError(message);
    return data as Record<string, unknown>;
  };
}

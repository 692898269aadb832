/// <reference path="../dynalite.d.ts" />
import type { Members, StructuredType, TypeDefinition } from 'dynalite/validations/index.js';
import { readAttributeValue } from './attribute-value';
import { checkExpression } from './expression-limits';
import { isObject } from './is-object';
import { checkAttributeName, checkTableName, checkText } from './text';
import { validationError } from '../errors';
import { checkTableArn } from '../resources';

/*
 * A copy of the request that holds nothing but known parameters. dynalite deletes what it does
 * not know, as AWS ignores it; here an unknown parameter is refused, since a condition context
 * that does not know it would wave it through. Values of the wrong JSON type pass: dynalite's
 * type check follows and has DynamoDB's messages for them.
 */

/** The table that a name or an ARN means. */
type TableNamed = (text: string) => string;

function structured(type: TypeDefinition): StructuredType {
  return typeof type === 'string' ? { type } : type;
}

function readMap(value: object, type: StructuredType, tableNamed: TableNamed, member: string): object {
  const names = new Set<string>();
  const entries = Object.entries(value).map(([key, child]) => {
    const name = type.keys ? checkTableName(tableNamed(key)) : checkAttributeName(key);
    if (names.has(name)) throw validationError(`the table ${name} is named twice, by its name and by its ARN`);
    names.add(name);
    return [name, readValue(child, type.children as TypeDefinition, tableNamed, member)];
  });
  return Object.fromEntries(entries);
}

function readText(text: string, member: string, tableNamed: TableNamed): string {
  if (member === 'TableName') return tableNamed(text);
  if (member === 'ResourceArn') return tableNamed(checkTableArn(text));
  if (member === 'AttributesToGet' || member === 'ExpressionAttributeNames') return checkAttributeName(text);
  if (member.endsWith('Expression')) return checkExpression(member, text);
  return checkText(text);
}

function readValue(value: unknown, definition: TypeDefinition, tableNamed: TableNamed, member: string): unknown {
  const type = structured(definition);
  if (type.type.startsWith('AttrStruct')) return readAttributeValue(value);
  if (value === null || value === undefined) throw validationError('null is no member of a list or map');
  if (typeof value === 'string') return readText(value, member, tableNamed);
  if (Array.isArray(value) && type.type.endsWith('List')) {
    return value.map((child) => readValue(child, type.children as TypeDefinition, tableNamed, member));
  }
  if (!isObject(value)) return value;
  if (type.type.includes('Map')) return readMap(value, type, tableNamed, member);
  return type.type.includes('Struct') ? readStruct(value, type.children as Members, tableNamed) : value;
}

/** Members that are null count as absent, as in AWS's JSON protocol. */
export function readStruct(value: object, members: Members, tableNamed: TableNamed): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (!Object.hasOwn(members, name)) throw validationError(`the local cloud does not know the parameter ${JSON.stringify(name)}`);
    if (member !== null && member !== undefined) result[name] = readValue(member, members[name], tableNamed, name);
  }
  return result;
}

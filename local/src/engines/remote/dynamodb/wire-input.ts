/// <reference path="../../../dynamodb/dynalite.d.ts" />
import type { Members, TypeDefinition } from 'dynalite/validations/index.js';
import { definitionOf, type OperationName } from '../../../dynamodb/operations';

/**
 * A parsed request as it can be sent on: its known parameters, as they were decided on, without what parsing left beside
 * them (`_condition` and the like).
 */
export function wireInput(operation: OperationName, data: object): Readonly<Record<string, unknown>> {
  const { KeyConditions, ...input } = knownMembers(data, definitionOf(operation).types);
  // Parsing writes the expression's meaning into the legacy parameter; DynamoDB takes only one of the two.
  return KeyConditions === undefined || 'KeyConditionExpression' in input ? input : { ...input, KeyConditions };
}

function knownMembers(data: object, members: Members): Record<string, unknown> {
  const known = Object.entries(data).filter(([name]) => Object.hasOwn(members, name));
  return Object.fromEntries(known.map(([name, value]) => [name, knownValue(value, members[name])]));
}

function knownValue(value: unknown, definition: TypeDefinition): unknown {
  // Attribute values and texts have no parameters in them.
  if (typeof definition === 'string' || definition.children === undefined) return value;
  const { type, children } = definition;
  if (type.endsWith('List')) return (value as unknown[]).map((child) => knownValue(child, children as TypeDefinition));
  if (!type.includes('Map')) return knownMembers(value as object, children as Members);
  return Object.fromEntries(Object.entries(value as object).map(([key, child]) => [key, knownValue(child, children as TypeDefinition)]));
}

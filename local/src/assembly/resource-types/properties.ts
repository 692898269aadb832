import { AssemblyError } from '../assembly-error';
import { shown } from '../function-arguments';
import { isObject, type JsonObject } from '../json';
import type { Resource } from './resource-type';

/** Typed reading of properties; a wrong shape is refused with its place. */
export function textProperty(resource: Resource, name: string): string {
  return optionalText(resource, name) ?? refuse(resource, name, undefined, 'text');
}

export function optionalText(resource: Resource, name: string): string | undefined {
  const value = resource.property(name);
  if (value === undefined || typeof value === 'string') return value;
  return refuse(resource, name, value, 'text');
}

export function textList(resource: Resource, name: string): string[] {
  const value = resource.property(name) ?? [];
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) return value;
  return refuse(resource, name, value, 'a list of texts');
}

export function objectList(resource: Resource, name: string): JsonObject[] {
  const value = resource.property(name) ?? [];
  if (Array.isArray(value) && value.every(isObject)) return value;
  return refuse(resource, name, value, 'a list of objects');
}

export function document(resource: Resource, name: string): JsonObject {
  const value = resource.property(name);
  return isObject(value) ? value : refuse(resource, name, value, 'a policy document');
}

/**
 * Refuses every property but these: one that the local cloud does not look at could change who may do what.
 * `harmless` ones are known and make no difference to the local cloud.
 */
export function onlyProperties(resource: Resource, lookedAt: readonly string[], harmless: readonly string[] = []): void {
  const other = resource.propertyNames.find((name) => !lookedAt.includes(name) && !harmless.includes(name) && resource.property(name) !== undefined);
  if (other !== undefined) {
    throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId}.${other} is not supported by the local cloud; it knows ${[...lookedAt, ...harmless].join(', ')}`, true);
  }
}

/** Refuses a property whose value AWS would refuse, too. */
export function refuse(resource: Resource, name: string, got: unknown, want: string): never {
  throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId}.${name}: got ${shown(got)}, want ${want}`, true);
}

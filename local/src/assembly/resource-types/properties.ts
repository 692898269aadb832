import { AssemblyError } from '../assembly-error';
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

/** Refuses properties that would change who may do what and that the local cloud does not look at. */
export function refuseProperties(resource: Resource, names: readonly string[]): void {
  const present = names.find((name) => resource.property(name) !== undefined);
  if (present !== undefined) {
    throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId}.${present} is not supported by the local cloud yet`);
  }
}

function refuse(resource: Resource, name: string, got: unknown, want: string): never {
  throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId}.${name}: got ${JSON.stringify(got)}, want ${want}`);
}

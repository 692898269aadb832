import { isObject, type JsonObject } from '../../../assembly/json';

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}

export function objectsOf(value: unknown): JsonObject[] {
  return (Array.isArray(value) ? value : []).filter(isObject);
}

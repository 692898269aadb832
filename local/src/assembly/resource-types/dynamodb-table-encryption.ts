import { refuse } from './properties';
import type { Resource } from './resource-type';
import { isObject, type JsonObject } from '../json';

/** A key of the customer's own, as a property names it. */
export interface CustomerKey {
  readonly property: string;
  readonly name: unknown;
}

/** An `SSESpecification`, which may have these members. */
export function encryption(resource: Resource, property: string, value: unknown, members: readonly string[]): JsonObject {
  if (value === undefined) return {};
  if (!isObject(value)) return refuse(resource, property, value, 'an object');
  const unknown = Object.keys(value).find((name) => !members.includes(name));
  return unknown === undefined ? value : refuse(resource, `${property}.${unknown}`, value[unknown], `one of ${members.join(', ')}`);
}

/** The key, if there is one. `said` is what the table says of its encryption: DynamoDB takes a key only where KMS is to encrypt. */
export function customerKey(resource: Resource, property: string, name: unknown, said: JsonObject): CustomerKey | undefined {
  if (name === undefined) return undefined;
  if (String(said.SSEEnabled) !== 'true' || (said.SSEType ?? 'KMS') !== 'KMS') {
    refuse(resource, property, name, 'SSESpecification with SSEEnabled true and SSEType KMS beside it');
  }
  return { property, name };
}

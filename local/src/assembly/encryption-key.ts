import type { AccountBuilder, DeclaredKey } from './declarations';
import type { Environment } from './environment';
import { isSymmetric } from '../kms';
import { refuse } from './resource-types/properties';
import type { Resource } from './resource-types/resource-type';

type Keys = Pick<AccountBuilder, 'keys' | 'keyAliases'>;

/** ARN of the key that a table or a bucket names by its id, its ARN or an alias. To be asked once all keys are declared. */
export function encryptionKeyArn(resource: Resource, property: string, name: unknown, account: Keys): string {
  if (typeof name !== 'string') return refuse(resource, property, name, 'text');
  const key = findKey(name, resource.environment, account);
  // What outlived its stack may have outlived its key as well: nobody can read it then.
  if (key === undefined && resource.isRetained) return keyArn(name, resource.environment);
  if (key === undefined) return refuse(resource, property, name, 'a key that these stacks define, by id, ARN or alias: the local cloud knows no other');
  return isSymmetric(key) ? key.arn : refuse(resource, property, name, 'a symmetric key for encryption');
}

export function findKey(name: string, environment: Environment, { keys, keyAliases }: Keys): DeclaredKey | undefined {
  const arn = keyArn(name, environment);
  const target = keyAliases.get(arn);
  return keys.get(target === undefined ? arn : keyArn(target, environment));
}

/** Names of a key's aliases. */
export function aliasesOf(key: DeclaredKey, environment: Environment, account: Keys): string[] {
  return [...account.keyAliases.keys()].filter((alias) => findKey(alias, environment, account) === key).map((alias) => alias.slice(alias.lastIndexOf(':') + 1));
}

/** Of a key or an alias, which may be named without the rest. */
export function keyArn(name: string, { partition, region, account }: Environment): string {
  if (name.startsWith('arn:')) return name;
  return `arn:${partition}:kms:${region}:${account}:${name.startsWith('alias/') ? name : `key/${name}`}`;
}

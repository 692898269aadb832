import type { IdentityPool } from '../cognito';
import type { Table } from '../dynamodb';
import type { Key } from '../kms';
import type { Bucket } from '../s3';
import type { Queue } from '../sqs';
import type { Role } from '../sts';
import type { JsonObject } from './json';
import type { ManagedPolicy } from './managed-policy';
import type { AccountOidcProvider } from './oidc-provider';

/** A role with the policies that decide what its sessions may do. */
export interface AccountRole extends Role {
  /** Construct path, or the logical id where the assembly tells none. */
  readonly path: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly description?: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly tags: ReadonlyMap<string, string>;
  /** By name. */
  readonly inlinePolicies: ReadonlyMap<string, JsonObject>;
  readonly managedPolicies: readonly ManagedPolicy[];
  readonly boundary?: ManagedPolicy;
}

export interface DeclaredRole extends Omit<AccountRole, 'managedPolicies' | 'boundary'> {
  readonly trustPolicy: JsonObject;
  readonly boundaryArn?: string;
  readonly managedPolicyArns: string[];
  readonly inlinePolicies: Map<string, JsonObject>;
}

export type DeclaredKey = Omit<Key, 'aliases'>;

/** Collects what the resource types declare. */
export interface AccountBuilder {
  /** By role name. */
  readonly roles: Map<string, DeclaredRole>;
  /** By ARN. */
  readonly managedPolicies: Map<string, ManagedPolicy>;
  readonly oidcProviders: AccountOidcProvider[];
  /** By id. */
  readonly identityPools: Map<string, IdentityPool>;
  /** By name. */
  readonly tables: Map<string, Table>;
  /** By name. */
  readonly buckets: Map<string, Bucket>;
  /** By URL. */
  readonly queues: Map<string, Queue>;
  /** By ARN. */
  readonly keys: Map<string, DeclaredKey>;
  /** ARN of the alias → id or ARN of the key. */
  readonly keyAliases: Map<string, string>;
  /** By name. */
  readonly parameters: Map<string, string>;
  /** What needs other resources declared first. */
  readonly afterwards: (() => void)[];
}

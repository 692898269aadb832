import type { IdentityPool } from '../cognito';
import type { Table } from '../dynamodb';
import type { OidcProvider } from '../identity';
import type { Bucket } from '../s3';
import type { Role } from '../sts';
import { AssemblyError } from './assembly-error';
import { distinctPaths } from './construct-paths';
import { commonEnvironment, type Environment } from './environment';
import { Exports } from './exports';
import type { JsonObject } from './json';
import type { StackTemplate } from './read-assembly';
import { resourceType } from './resource-types';
import { Stack } from './stack';
import { refuseTagConditions } from './tag-conditions';

/** A role with the policies that decide what its sessions may do. */
export interface AccountRole extends Role {
  /** Construct path, or the logical id where the assembly tells none. */
  readonly path: string;
  readonly policies: readonly JsonObject[];
  readonly boundary?: JsonObject;
}

/** What the local cloud runs: the stacks' resources, every reference carried out. */
export interface Account {
  readonly environment: Environment;
  /** Stack name → outputs. */
  readonly stacks: { readonly [name: string]: { readonly [output: string]: string } };
  readonly roles: readonly AccountRole[];
  /** By ARN. */
  readonly managedPolicies: ReadonlyMap<string, JsonObject>;
  readonly oidcProviders: readonly OidcProvider[];
  readonly identityPools: readonly IdentityPool[];
  readonly tables: readonly Table[];
  readonly buckets: readonly Bucket[];
  /** By bucket name. */
  readonly bucketPolicies: ReadonlyMap<string, JsonObject>;
}

export interface DeclaredRole extends Role {
  readonly path: string;
  readonly stack: string;
  readonly trustPolicy: JsonObject;
  readonly boundaryArn?: string;
  readonly managedPolicyArns: string[];
  readonly inlinePolicies: Map<string, JsonObject>;
}

/** Collects what the resource types declare. */
export interface AccountBuilder {
  /** By role name. */
  readonly roles: Map<string, DeclaredRole>;
  /** By ARN. */
  readonly managedPolicies: Map<string, JsonObject>;
  readonly oidcProviders: OidcProvider[];
  /** By id. */
  readonly identityPools: Map<string, IdentityPool>;
  readonly tables: Table[];
  /** By name. */
  readonly buckets: Map<string, Bucket>;
  /** By bucket name. */
  readonly bucketPolicies: Map<string, JsonObject>;
  /** What needs every role declared first. */
  readonly afterwards: (() => void)[];
}

export function resolveAccount(templates: readonly StackTemplate[]): Account {
  const environment = commonEnvironment(templates);
  const exports = new Exports(() => stacks.flatMap((stack) => stack.exports()));
  const stacks: Stack[] = templates.map((template) => new Stack(template, environment, (name) => exports.find(name)));
  assertNamesDistinct(stacks);
  exports.assertDistinct();
  const builder: AccountBuilder = {
    roles: new Map(),
    managedPolicies: new Map(),
    oidcProviders: [],
    identityPools: new Map(),
    tables: [],
    buckets: new Map(),
    bucketPolicies: new Map(),
    afterwards: [],
  };

  for (const stack of stacks) {
    for (const resource of stack.resources()) resourceType(resource).declare(resource, stack.identity(resource.logicalId), builder);
  }
  builder.afterwards.forEach((act) => act());
  for (const [arn, policy] of builder.managedPolicies) refuseTagConditions(`managed policy ${arn}`, [policy]);

  return {
    environment,
    stacks: Object.fromEntries(stacks.map((stack) => [stack.name, stack.outputs()])),
    roles: distinctPaths([...builder.roles.values()]).map((role) => accountRole(role, builder.managedPolicies)),
    managedPolicies: builder.managedPolicies,
    oidcProviders: builder.oidcProviders,
    identityPools: [...builder.identityPools.values()],
    tables: builder.tables,
    buckets: [...builder.buckets.values()],
    bucketPolicies: builder.bucketPolicies,
  };
}

function assertNamesDistinct(stacks: readonly Stack[]): void {
  if (stacks.length === 0) throw new AssemblyError('got no assembly, want a cdk.out folder or a template', true);
  const names = stacks.map((stack) => stack.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new AssemblyError(`stack ${twice}: got two stacks of this name, want one: an account and Region has no more`, true);
}

function accountRole(declared: DeclaredRole, managed: ReadonlyMap<string, JsonObject>): AccountRole {
  const { boundaryArn, managedPolicyArns, inlinePolicies, stack, ...role } = declared;
  const where = `stack ${stack}: role ${role.name}`;
  const find = (arn: string): JsonObject => {
    const policy = managed.get(arn);
    if (policy === undefined) {
      throw new AssemblyError(`${where}: got managed policy ${arn}, want one that these stacks define: the local cloud knows no other`, true);
    }
    return policy;
  };
  const policies = [...inlinePolicies.values(), ...managedPolicyArns.map(find)];
  refuseTagConditions(where, [role.trustPolicy, ...inlinePolicies.values()]);
  return { ...role, policies, boundary: boundaryArn === undefined ? undefined : find(boundaryArn) };
}

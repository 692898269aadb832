import type { Table } from '../dynamodb';
import type { OidcProvider } from '../identity';
import type { Role } from '../sts';
import { AssemblyError } from './assembly-error';
import { commonEnvironment, type Environment } from './environment';
import type { JsonObject } from './json';
import type { StackTemplate } from './read-assembly';
import { resourceType } from './resource-types';
import { Stack } from './stack';

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
  readonly oidcProviders: readonly OidcProvider[];
  readonly tables: readonly Table[];
}

interface DeclaredRole extends Role {
  readonly path: string;
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
  readonly tables: Table[];
  /** What needs every role declared first. */
  readonly afterwards: (() => void)[];
}

export function resolveAccount(templates: readonly StackTemplate[]): Account {
  const environment = commonEnvironment(templates);
  const stacks: Stack[] = templates.map((template) => new Stack(template, environment, (name) => exported(stacks, name)));
  const builder: AccountBuilder = { roles: new Map(), managedPolicies: new Map(), oidcProviders: [], tables: [], afterwards: [] };

  for (const stack of stacks) {
    for (const resource of stack.resources()) resourceType(resource).declare(resource, stack.identity(resource.logicalId), builder);
  }
  builder.afterwards.forEach((act) => act());
  assertDistinct('OIDC provider', builder.oidcProviders.map((provider) => provider.url));
  assertDistinct('table', builder.tables.map((table) => table.name));

  return {
    environment,
    stacks: Object.fromEntries(stacks.map((stack) => [stack.name, stack.outputs()])),
    roles: [...builder.roles.values()].map((role) => accountRole(role, builder.managedPolicies)),
    oidcProviders: builder.oidcProviders,
    tables: builder.tables,
  };
}

function exported(stacks: readonly Stack[], name: string): unknown {
  const found = stacks.flatMap((stack) => stack.exports()).find(([key]) => key === name);
  if (found === undefined) throw new AssemblyError(`no stack exports ${name}: start the local cloud with the exporting stack, too`);
  return found[1]();
}

function accountRole({ boundaryArn, managedPolicyArns, inlinePolicies, ...role }: DeclaredRole, managed: ReadonlyMap<string, JsonObject>): AccountRole {
  const find = (arn: string): JsonObject => {
    const policy = managed.get(arn);
    if (policy === undefined) throw new AssemblyError(`role ${role.name}: managed policy ${arn} is not defined by these stacks, so the local cloud cannot evaluate it`);
    return policy;
  };
  return {
    ...role,
    policies: [...inlinePolicies.values(), ...managedPolicyArns.map(find)],
    boundary: boundaryArn === undefined ? undefined : find(boundaryArn),
  };
}

/** Two stacks could not be deployed with the same one. */
function assertDistinct(what: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new AssemblyError(`${what} ${twice} is defined twice: an account has one`);
}

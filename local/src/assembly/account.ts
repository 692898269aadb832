import type { IdentityPool } from '../cognito';
import type { Table } from '../dynamodb';
import type { Key } from '../kms';
import type { Bucket } from '../s3';
import type { Queue } from '../sqs';
import { AssemblyError } from './assembly-error';
import { AWS_MANAGED_POLICIES, awsManagedPolicies, isAwsManaged, unreadPolicy } from './aws-managed-policies';
import { distinctPaths } from './construct-paths';
import type { AccountBuilder, AccountRole, DeclaredRole } from './declarations';
import { aliasesOf } from './encryption-key';
import { byRegion, commonEnvironment, type Environment } from './environment';
import { Exports } from './exports';
import { shown } from './function-arguments';
import type { ManagedPolicy } from './managed-policy';
import type { AccountOidcProvider } from './oidc-provider';
import { ParameterStore } from './parameter-store';
import { knownType, type FindResourceType, type Resource } from './resource-types';
import { trustsServicesOnly } from './resource-types/trust-policy/trusted';
import { Stack } from './stack';
import { StackOutputs } from './stack-outputs';
import type { StackTemplate } from './stack-template';
import { refuseTagConditions } from './tag-conditions';

/** What the local cloud runs: the stacks' resources, every reference carried out. */
export interface Account {
  readonly environment: Environment;
  /** Stack name → outputs. */
  readonly stacks: { readonly [name: string]: { readonly [output: string]: string } };
  readonly roles: readonly AccountRole[];
  /** Those of the stacks, by ARN. */
  readonly managedPolicies: ReadonlyMap<string, ManagedPolicy>;
  /** Those of AWS, by ARN. */
  readonly awsManagedPolicies: ReadonlyMap<string, ManagedPolicy>;
  readonly oidcProviders: readonly AccountOidcProvider[];
  readonly identityPools: readonly IdentityPool[];
  readonly tables: readonly Table[];
  readonly buckets: readonly Bucket[];
  readonly queues: readonly Queue[];
  /** Of KMS, by ARN. */
  readonly keys: ReadonlyMap<string, Key>;
  /** The Parameter Store: name → value. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The stacks themselves, for whoever asks for their resources; nothing that outlived its stack. */
  readonly resolved: ReadonlyMap<string, Stack>;
}

/** The stacks of one account, those of each Region for themselves: they find each other's outputs, and nothing else. */
export function openRegions(templates: readonly StackTemplate[], findType: FindResourceType = knownType): readonly OpenStacks[] {
  const outputs = new Map<string, StackOutputs>();
  return [...byRegion(templates)].map(([region, stacks]) => {
    const opened = openStacks(stacks, findType, (other) => outputs.get(other));
    outputs.set(region, new StackOutputs(() => opened.live));
    return opened;
  });
}

/** The stacks, to be asked for what they hold; nothing is carried out yet. Of other Regions there are the outputs of `elsewhere`. */
export function openStacks(
  templates: readonly StackTemplate[], findType: FindResourceType = knownType, elsewhere?: (region: string) => StackOutputs | undefined,
): OpenStacks {
  const environment = commonEnvironment(templates);
  const exports = new Exports(() => live.flatMap((stack) => stack.exports()));
  const outputs = new StackOutputs(() => live);
  const store = new ParameterStore(() => stacks);
  const surroundings = {
    environment,
    findType,
    importValue: (name: string) => exports.find(name),
    stackOutput: (stack: string, output: string, region: string) => {
      const there = region === environment.region ? outputs : elsewhere?.(region);
      const want = `want ${environment.region}: the local cloud has one Region`;
      if (there === undefined) throw new AssemblyError(`Fn::GetStackOutput: got Region ${shown(region)}, ${want}`);
      return there.find(stack, output);
    },
    findStored: (name: string) => store.find(name),
  };
  const stacks: Stack[] = templates.map((template) => new Stack(template, surroundings));
  const live = stacks.filter((stack) => !stack.source.retained);
  return { environment, exports, stacks, live };
}

/** Throws `AssemblyError`; `findType` says what becomes of a resource, by its type. */
export function resolveAccount(templates: readonly StackTemplate[], findType: FindResourceType = knownType): Account {
  const { environment, exports, stacks, live } = openStacks(templates, findType);
  assertNamesDistinct(live);
  exports.assertDistinct();
  const builder = declareAll(stacks, findType);
  for (const { arn, document } of builder.managedPolicies.values()) refuseTagConditions(`managed policy ${arn}`, [document]);
  const ofAws = awsManagedPolicies(environment.partition);
  const findPolicy = (arn: string) => builder.managedPolicies.get(arn) ?? ofAws.get(arn);

  return {
    environment,
    stacks: Object.fromEntries(live.map((stack) => [stack.name, stack.outputs()])),
    roles: distinctPaths([...builder.roles.values()]).map((role) => accountRole(role, findPolicy)),
    managedPolicies: builder.managedPolicies,
    awsManagedPolicies: ofAws,
    oidcProviders: builder.oidcProviders,
    identityPools: [...builder.identityPools.values()],
    tables: [...builder.tables.values()],
    buckets: [...builder.buckets.values()],
    queues: [...builder.queues.values()],
    keys: new Map([...builder.keys].map(([arn, key]) => [arn, { ...key, aliases: aliasesOf(key, environment, builder) }])),
    parameters: builder.parameters,
    resolved: new Map(live.map((stack) => [stack.name, stack])),
  };
}

interface OpenStacks {
  readonly environment: Environment;
  readonly exports: Exports;
  readonly stacks: readonly Stack[];
  /** Without what outlived its stack. */
  readonly live: readonly Stack[];
}

function declareAll(stacks: readonly Stack[], findType: FindResourceType): AccountBuilder {
  const builder: AccountBuilder = {
    roles: new Map(),
    managedPolicies: new Map(),
    oidcProviders: [],
    identityPools: new Map(),
    tables: new Map(),
    buckets: new Map(),
    queues: new Map(),
    keys: new Map(),
    keyAliases: new Map(),
    parameters: new Map(),
    afterwards: [],
  };
  for (const stack of stacks) {
    for (const resource of stack.resources()) {
      const afterwards: (() => void)[] = [];
      blaming(resource, () => findType(resource).declare(resource, stack.identity(resource.logicalId), { ...builder, afterwards }));
      builder.afterwards.push(...afterwards.map((act) => () => blaming(resource, act)));
    }
  }
  builder.afterwards.forEach((act) => act());
  return builder;
}

/** Notes in an error which resource it is about. */
function blaming({ stack, logicalId }: Resource, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof AssemblyError) error.resource ??= { stack, logicalId };
    throw error;
  }
}

function assertNamesDistinct(stacks: readonly Stack[]): void {
  if (stacks.length === 0) throw new AssemblyError('got no assembly, want a cdk.out folder or a template', true);
  const names = stacks.map((stack) => stack.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new AssemblyError(`stack ${twice}: got two stacks of this name, want one: an account and Region has no more`, true);
}

function accountRole({ boundaryArn, managedPolicyArns, ...role }: DeclaredRole, findPolicy: (arn: string) => ManagedPolicy | undefined): AccountRole {
  const where = `stack ${role.stack}: role ${role.name}`;
  // What such a role may do is asked by nobody here: no session of it can be.
  const isOfServices = trustsServicesOnly(role.trustPolicy);
  const find = (arn: string): ManagedPolicy => {
    const policy = findPolicy(arn) ?? (isOfServices && isAwsManaged(arn) ? unreadPolicy(arn) : undefined);
    if (policy === undefined) {
      throw new AssemblyError(`${where}: got managed policy ${arn}, want one that these stacks define, or ${AWS_MANAGED_POLICIES.join(', ')} of AWS: the local cloud knows no other`, true);
    }
    return policy;
  };
  if (!isOfServices) refuseTagConditions(where, [role.trustPolicy, ...role.inlinePolicies.values()]);
  return { ...role, managedPolicies: managedPolicyArns.map(find), boundary: boundaryArn === undefined ? undefined : find(boundaryArn) };
}

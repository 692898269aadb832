import { resolveAccount, type Account, AssemblyError, type FindResourceType } from '../assembly';
import { assertExportsKept, exportInUse } from './exports-in-use';
import { goneResources } from './gone-resources';
import { withImports } from './imports';
import { failure } from './plan-failure';
import { withStack, type AccountRecord, type Deployed, type Deployment, type RetainedResource, type StackRecord } from './record';
import { changesOf, isReplaced, resolvedResources, type ResolvedResource, type ResourceChange } from './resource-changes';
import { templatesOf } from './templates';

/** What a deployment would lead to. */
export interface Plan {
  readonly record: AccountRecord;
  readonly account: Account;
  readonly changes: readonly ResourceChange[];
}

/** The account as it is. */
export interface Situation {
  readonly record: AccountRecord;
  readonly current: Account;
  readonly findType: FindResourceType;
}

const NONE: ReadonlySet<string> = new Set();

type Resources = ReadonlyMap<string, ResolvedResource>;

/**
 * Works out what becomes of the account if a stack is deployed so, or deleted. Changes nothing.
 * `undeletable` names resources that are kept whatever the template says. Throws `AssemblyError` where AWS would fail, too.
 */
export function plan(situation: Situation, stack: StackRecord, desired?: Deployment, undeletable: ReadonlySet<string> = NONE): Plan {
  const { current } = situation;
  try {
    return planned(situation, stack, desired, undeletable);
  } catch (error) {
    const missing = error instanceof AssemblyError ? error.missingExport : undefined;
    const isOwn = current.resolved.get(stack.name)?.exports().some(({ name }) => name === missing);
    if (missing !== undefined && isOwn) throw exportInUse(missing, current, stack.name);
    throw error;
  }
}

function planned(
  { record, current, findType }: Situation, stack: StackRecord, desired: Deployment | undefined, undeletable: ReadonlySet<string>,
): Plan {
  const before = resolvedResources(stack.deployed && current.resolved.get(stack.name));
  const settled = desired === undefined
    ? { record: withStack(record, { ...stack, deployed: undefined }), after: new Map() as Resources }
    : settle(withImports(record, stack, desired, before, findType), stack, desired, before, findType);
  const gone = goneResources(before, settled.after, undeletable);
  const next: AccountRecord = {
    ...settled.record,
    retained: [...settled.record.retained, ...gone.filter(({ isKept }) => isKept).map(({ resource }) => retainedResource(stack, resource))],
    nextGenerations: { ...record.nextGenerations, ...Object.fromEntries(nextGenerations(stack.name, before, settled.after)) },
  };
  const account = resolveAccount(templatesOf(next), findType);
  assertExportsKept(current, account, stack.name);
  const retains = new Set(gone.filter((one) => one.isRetained).map(({ resource }) => resource.logicalId));
  return { record: next, account, changes: changesOf(before, settled.after, retains) };
}

/** The record with a new stack in it: there is nothing before it that could be lost, and nothing is resolved yet. */
export function created(record: AccountRecord, stack: StackRecord, deployment: Deployment): AccountRecord {
  const generations = generationsOf(record, stack, deployment, new Map(), new Set());
  const next = Object.entries(generations).map(([logicalId, generation]) => [`${stack.name}/${logicalId}`, generation + 1]);
  const candidate = withStack(record, { ...stack, deployed: { ...deployment, generations } });
  return { ...candidate, nextGenerations: { ...record.nextGenerations, ...Object.fromEntries(next) as AccountRecord['nextGenerations'] } };
}

/** One replacement can lead to another, as that of a bucket does to its policy's: until there are no more. */
function settle(
  record: AccountRecord, stack: StackRecord, desired: Deployment, before: Resources, findType: FindResourceType,
): { readonly record: AccountRecord; readonly after: Resources } {
  const replaced = new Set<string>();
  for (;;) {
    const deployed: Deployed = { ...desired, generations: generationsOf(record, stack, desired, before, replaced) };
    const candidate = withStack(record, { ...stack, deployed });
    // Without whatever is retained in place of it: a name that is still taken is told at the end.
    const after = resolvedResources(resolveAccount(templatesOf(candidate), findType).resolved.get(stack.name));
    const more = [...after.values()].filter((resource) => {
      const old = before.get(resource.logicalId);
      return old !== undefined && old.generation === resource.generation && isNewResource(old, resource, stack.name, findType);
    });
    if (more.length === 0) return { record: candidate, after };
    more.forEach(({ logicalId }) => replaced.add(logicalId));
  }
}

function isNewResource(old: ResolvedResource, resource: ResolvedResource, stack: string, findType: FindResourceType): boolean {
  const fail = (message: string): never => { throw failure(stack, resource.logicalId, message); };
  if (old.type !== resource.type) {
    fail(`Update of resource type is not permitted. The new template modifies resource type of the following resources: [${resource.logicalId}]`);
  }
  const { namedBy, refuseUpdate } = findType({ type: old.type, logicalId: old.logicalId, stack });
  const problem = refuseUpdate?.(old.properties, resource.properties);
  if (problem !== undefined) fail(problem);
  if (!isReplaced(old, resource, stack, findType)) return false;
  if (namedBy !== undefined && resource.properties[namedBy] !== undefined && resource.physicalId === old.physicalId) {
    fail('CloudFormation cannot update a stack when a custom-named resource requires replacing. '
      + `Rename ${old.physicalId} and update the stack again.`);
  }
  return true;
}

/** A resource keeps its generation while it lives; a new one gets one that nothing of its name had. */
function generationsOf(
  { nextGenerations: next }: AccountRecord, { name }: StackRecord, { template }: Deployment, before: Resources, replaced: ReadonlySet<string>,
): { [logicalId: string]: number } {
  return Object.fromEntries(Object.keys(template.Resources ?? {}).map((logicalId) => {
    const old = before.get(logicalId);
    return [logicalId, old === undefined || replaced.has(logicalId) ? next[`${name}/${logicalId}`] ?? 0 : old.generation];
  }));
}

function* nextGenerations(stack: string, before: Resources, after: Resources): Iterable<[place: string, generation: number]> {
  for (const { logicalId, generation } of after.values()) {
    if (before.get(logicalId)?.generation !== generation) yield [`${stack}/${logicalId}`, generation + 1];
  }
}

function retainedResource({ id, name, deployed }: StackRecord, resource: ResolvedResource): RetainedResource {
  const { logicalId, physicalId, type, properties, constructPath, generation } = resource;
  return { stack: name, stackId: id, logicalId, physicalId, type, properties, constructPath, generation, tags: deployed?.tags ?? {} };
}

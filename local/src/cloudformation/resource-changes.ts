import { isObject, type FindResourceType, type JsonObject, type Stack } from '../assembly';

/** What a deployment does to one resource. */
export interface ResourceChange {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly type: string;
  /** Of the resource that is changed or removed. */
  readonly physicalId?: string;
  /** A new resource takes its place. */
  readonly replaced: boolean;
  /** Names of the properties that change. */
  readonly properties: readonly string[];
  /** By its policy the resource, or the one that is replaced, outlives its place in the stack. */
  readonly retains: boolean;
}

/** A resource with its properties carried out. */
export interface ResolvedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly properties: JsonObject;
  readonly constructPath: string;
  readonly generation: number;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
}

export function resolvedResources(stack: Stack | undefined): ReadonlyMap<string, ResolvedResource> {
  return new Map((stack?.resources() ?? []).map((resource) => {
    const { logicalId, type, path, generation, propertyNames } = resource;
    const properties = Object.fromEntries(propertyNames.map((name) => [name, resource.property(name)]).filter(([, value]) => value !== undefined));
    return [logicalId, {
      logicalId, type, generation, properties, constructPath: path, physicalId: stack!.identity(logicalId).ref, ...policies(stack!, logicalId),
    }];
  }));
}

function policies(stack: Stack, logicalId: string): Pick<ResolvedResource, 'deletionPolicy' | 'updateReplacePolicy'> {
  const resources = stack.source.template.Resources as { readonly [logicalId: string]: JsonObject };
  const { DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete' } = resources[logicalId];
  return { deletionPolicy: String(DeletionPolicy), updateReplacePolicy: String(UpdateReplacePolicy) };
}

/** `RetainExceptOnCreate` is `Retain` but for a creation that is rolled back, which leaves nothing here. */
export function isRetained(policy: string): boolean {
  return policy === 'Retain' || policy === 'RetainExceptOnCreate';
}

/** Names of the properties that differ. */
export function changedProperties(before: ResolvedResource, after: ResolvedResource): string[] {
  const names = new Set([...Object.keys(before.properties), ...Object.keys(after.properties)]);
  return [...names].filter((name) => canonical(before.properties[name]) !== canonical(after.properties[name]));
}

/** Whether AWS makes a new resource for a change ("Update requires: Replacement"). */
export function isReplaced(before: ResolvedResource, after: ResolvedResource, stack: string, findType: FindResourceType): boolean {
  const { replacedOn = [], replaces } = findType({ type: before.type, logicalId: before.logicalId, stack });
  const changed = changedProperties(before, after);
  return changed.some((name) => replacedOn.includes(name)) || (changed.length > 0 && replaces?.(before.properties, after.properties) === true);
}

/** Members in the order of their names, scalars as texts: CloudFormation tells neither apart. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (isObject(item)) return Object.fromEntries(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1)));
    return typeof item === 'number' || typeof item === 'boolean' ? String(item) : item;
  }) ?? 'undefined';
}

/** What a deployment does, going by the resources before and after it; `retained` outlive their place. */
export function changesOf(
  before: ReadonlyMap<string, ResolvedResource>, after: ReadonlyMap<string, ResolvedResource>, retained: ReadonlySet<string>,
): ResourceChange[] {
  const kept = [...after.values()].flatMap((resource): ResourceChange[] => {
    const { logicalId, type } = resource;
    const old = before.get(logicalId);
    const retains = retained.has(logicalId);
    if (old === undefined) return [{ action: 'Add', logicalId, type, replaced: false, properties: [], retains }];
    const properties = changedProperties(old, resource);
    const replaced = old.generation !== resource.generation;
    if (properties.length === 0 && !replaced) return [];
    return [{ action: 'Modify', logicalId, type, physicalId: old.physicalId, replaced, properties, retains }];
  });
  const removed = [...before.values()].filter(({ logicalId }) => !after.has(logicalId)).map(({ logicalId, type, physicalId }): ResourceChange => (
    { action: 'Remove', logicalId, type, physicalId, replaced: false, properties: [], retains: retained.has(logicalId) }
  ));
  return [...kept, ...removed];
}

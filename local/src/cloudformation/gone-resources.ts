import { isRetained, type ResolvedResource } from './resource-changes';

export interface GoneResource {
  readonly resource: ResolvedResource;
  /** By its policy. */
  readonly isRetained: boolean;
  /** By its policy, or because it cannot be deleted. */
  readonly isKept: boolean;
}

type Resources = ReadonlyMap<string, ResolvedResource>;

/** What a deployment leaves no place for in the stack. */
export function goneResources(before: Resources, after: Resources, undeletable: ReadonlySet<string>): GoneResource[] {
  return [...before.values()].flatMap((resource) => {
    const now = after.get(resource.logicalId);
    if (now?.generation === resource.generation) return [];
    const retained = isRetained(now?.updateReplacePolicy ?? resource.deletionPolicy);
    return [{ resource, isRetained: retained, isKept: retained || undeletable.has(resource.logicalId) }];
  });
}

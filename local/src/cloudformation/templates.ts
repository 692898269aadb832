import type { StackTemplate } from '../assembly';
import type { AccountRecord, Deployed, RetainedResource, StackRecord } from './record';

/** Everything that exists, in the form that the account is resolved from. */
export function templatesOf({ stacks, retained }: AccountRecord): StackTemplate[] {
  return [
    ...stacks.flatMap((stack) => (stack.deployed === undefined ? [] : [stackTemplate(stack, stack.deployed)])),
    ...retained.map((resource) => retainedTemplate(resource, stacks.find(({ id }) => id === resource.stackId)?.created)),
  ];
}

function stackTemplate({ id, name, created }: StackRecord, deployed: Deployed): StackTemplate {
  const { template, account, region, parameters, tags, constructPaths, generations, readOutputs } = deployed;
  return {
    id,
    name,
    created,
    account,
    region,
    template,
    parameters: mapOf(parameters),
    tags: mapOf(tags),
    constructPaths: mapOf(constructPaths),
    generations: mapOf(generations),
    ...readOutputs && { readOutputs: mapOf(readOutputs) },
  };
}

function retainedTemplate(
  { stack, stackId, logicalId, type, properties, constructPath, tags, generation }: RetainedResource, created: number | undefined,
): StackTemplate {
  return {
    id: stackId,
    name: stack,
    created,
    template: { Resources: { [logicalId]: { Type: type, Properties: properties } } },
    tags: mapOf(tags),
    constructPaths: new Map(constructPath === undefined ? [] : [[logicalId, constructPath]]),
    generations: new Map([[logicalId, generation]]),
    retained: true,
  };
}

function mapOf<T>(members: { readonly [name: string]: T }): ReadonlyMap<string, T> {
  return new Map(Object.entries(members));
}

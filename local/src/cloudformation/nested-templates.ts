import { AssemblyError, inlineNestedStacks, nestedStacks, openStacks, type Environment, type JsonObject } from '../assembly';

interface NestedTemplateSources {
  readonly parameters: { readonly [name: string]: string };
  readonly environment: Environment;
  /** The template at a URL, as whoever deploys may read it. */
  readonly read: (url: string) => Promise<JsonObject>;
}

/**
 * A template with the stacks that it nests put into it, and those that they nest: what is deployed is one stack, whose resources have
 * longer logical ids. Those whose condition does not hold are left out. Throws `AssemblyError`, and whatever `read` throws.
 */
export async function withNestedTemplates(template: JsonObject, sources: NestedTemplateSources): Promise<JsonObject> {
  let whole = template;
  for (let level = 0; nestedStacks(whole).length > 0; level += 1) {
    const children = new Map<string, JsonObject>();
    for (const [logicalId, url] of templateUrls(whole, sources)) children.set(logicalId, await sources.read(url));
    const left = nestedStacks(whole).map(([logicalId]) => logicalId).filter((logicalId) => !children.has(logicalId));
    whole = inlineNestedStacks(without(whole, left), children, level);
  }
  return whole;
}

/** Of those that are created. */
function templateUrls(
  template: JsonObject, { parameters, environment: { account, region } }: NestedTemplateSources,
): [logicalId: string, url: string][] {
  const alone = { ...template, Resources: Object.fromEntries(nestedStacks(template)) };
  const { stacks: [stack] } = openStacks([{
    name: 'template', template: alone, account, region, parameters: new Map(Object.entries(parameters)), tags: new Map(), constructPaths: new Map(),
  }]);
  return stack.resources().map(({ logicalId, property }) => {
    const url = property('TemplateURL');
    if (typeof url !== 'string') throw new AssemblyError(`Properties validation failed for resource ${logicalId}: TemplateURL is required`);
    return [logicalId, url];
  });
}

function without(template: JsonObject, logicalIds: readonly string[]): JsonObject {
  const kept = Object.entries(template.Resources as JsonObject).filter(([logicalId]) => !logicalIds.includes(logicalId));
  return { ...template, Resources: Object.fromEntries(kept) };
}

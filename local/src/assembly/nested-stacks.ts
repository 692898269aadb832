import { AssemblyError } from './assembly-error';
import { inlineNestedStack } from './inline-nested-stack';
import { isObject, type JsonObject } from './json';
import { pathsInTemplate } from './paths-in-template';
import type { StackTemplate } from './stack-template';

export const NESTED_STACK = 'AWS::CloudFormation::Stack';
/** As the CDK writes it into a nested stack's resource: its template, a file of the assembly. */
const ASSET = 'aws:asset:path';
/** Nested stacks of nested stacks: deeper than anybody goes. */
const MOST_LEVELS = 10;
/** Twice what CloudFormation takes; nested stacks of nested stacks multiply. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 5_000;
/** Values of all kinds in the whole: what is passed on from stack to stack stands wherever it is named, and so doubles as often as it is named twice. */
const MOST_VALUES = 1_000_000;

/** The stacks that a template nests, by logical id. */
export function nestedStacks({ Resources }: JsonObject): [logicalId: string, resource: JsonObject][] {
  return Object.entries(isObject(Resources) ? Resources : {})
    .filter((one): one is [string, JsonObject] => isObject(one[1]) && one[1].Type === NESTED_STACK);
}

/** File → template, of all that a template nests, and those nest, as far as the assembly has them. */
export function nestedTemplates(template: JsonObject, read: (file: string) => JsonObject): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  const visit = (one: JsonObject): void => {
    for (const [, resource] of nestedStacks(one)) {
      const file = fileOf(resource);
      if (file === undefined || found.has(file)) continue;
      const nested = read(file);
      found.set(file, nested);
      visit(nested);
    }
  };
  visit(template);
  return found;
}

/** A stack with those that it nests put into it, as far as the assembly has their templates. */
export function withNestedStacks(source: StackTemplate): StackTemplate {
  const { nested, ...rest } = source;
  if (nested === undefined) return source;
  let { template } = source;
  for (let level = 0, children = childrenIn(template, nested); children.size > 0; level += 1, children = childrenIn(template, nested)) {
    template = inlineNestedStacks(template, children, level);
  }
  return { ...rest, template, constructPaths: new Map([...Object.entries(pathsInTemplate(template)), ...source.constructPaths]) };
}

/** A template with those of some of the stacks that it nests, by logical id, put into it; `level` counts from 0. Throws `AssemblyError` for too many. */
export function inlineNestedStacks(template: JsonObject, children: ReadonlyMap<string, JsonObject>, level: number): JsonObject {
  if (level === MOST_LEVELS) throw new AssemblyError(`nested stacks: got more than ${MOST_LEVELS} levels of them`);
  const count = [template, ...children.values()].map(({ Resources }) => (isObject(Resources) ? Object.keys(Resources).length : 0))
    .reduce((sum, one) => sum + one, -children.size);
  if (count > MOST_RESOURCES) throw new AssemblyError(`nested stacks: got more than ${MOST_RESOURCES} resources`);
  return [...children].reduce((whole, [logicalId, child]) => {
    const next = inlineNestedStack(whole, logicalId, child);
    if (valuesLeft(next, MOST_VALUES) < 0) throw new AssemblyError(`nested stacks: got more than ${MOST_VALUES} values`);
    return next;
  }, template);
}

/** How many values there may still be besides one and all in it; counted no further than that. */
function valuesLeft(value: unknown, allowed: number): number {
  let left = allowed - 1;
  if (typeof value !== 'object' || value === null) return left;
  for (const item of Object.values(value)) {
    if (left < 0) break;
    left = valuesLeft(item, left);
  }
  return left;
}

function childrenIn(template: JsonObject, templates: ReadonlyMap<string, JsonObject>): ReadonlyMap<string, JsonObject> {
  return new Map(nestedStacks(template).flatMap(([logicalId, resource]) => {
    const child = templates.get(fileOf(resource) ?? '');
    return child === undefined ? [] : [[logicalId, child] as const];
  }));
}

function fileOf({ Metadata }: JsonObject): string | undefined {
  const file = isObject(Metadata) ? Metadata[ASSET] : undefined;
  return typeof file === 'string' ? file : undefined;
}

import { Collector } from './collector';
import { declaredIn } from './declared';
import { answersAtDeployment } from './harmless';
import { idTagsOf } from './id-tags';
import { lenientType } from './lenient-type';
import type { Gap, Model } from './model';
import { readValue } from './read-value';
import { readerOf, unreadPolicy } from './resources';
import { isUnread, unreadIn } from './unread';
import { AssemblyError, isKnownType, knownType, openRegions, type Stack, type StackTemplate } from '../../assembly';
import { isObject, type JsonObject } from '../../assembly/json';
import { holdsPolicy } from '../../assembly/resource-types/permissions';
import { expanded } from '../sources/expanded';

/** Templates → what they say. Throws `AssemblyError` for what is no template. */
export function readModel(templates: readonly StackTemplate[]): Model {
  const gaps: Gap[] = [];
  const plain = templates.map((source) => withoutDefaults(withoutMacros(expanded(source), gaps)));
  const sure = openRegions(plain, lenientType).flatMap(({ stacks }) => stacks).map((stack) => withoutUnsureConditions(stack, gaps));
  const regions = openRegions(sure, lenientType);
  const stacks = regions.flatMap((one) => one.stacks);
  if (stacks.length === 0) throw new AssemblyError('got no assembly, want a cdk.out folder or a template', true);
  const collector = new Collector(regions.map(({ environment }) => environment), gaps, idTagsOf(stacks));
  for (const stack of stacks) {
    for (const { logicalId } of stack.resources()) readResource(stack, logicalId, collector);
  }
  return collector.model(stacks.map(declaredIn));
}

/** A macro may add anything: the rest is read, and the macro is a gap. */
function withoutMacros(source: StackTemplate, gaps: Gap[]): StackTemplate {
  const { Transform, ...template } = source.template;
  if (Transform === undefined) return source;
  gaps.push({ stack: source.name, logicalId: 'Transform', path: 'Transform', type: 'Transform', reason: `${JSON.stringify(Transform)} changes the template at deployment` });
  return { ...source, template };
}

/** Whoever deploys chooses: what a default gives proves nothing of another value, unless no other is allowed. */
function withoutDefaults(source: StackTemplate): StackTemplate {
  const { Parameters } = source.template;
  if (!isObject(Parameters)) return source;
  const open = Object.entries(Parameters).map(([name, declared]) => {
    if (!isObject(declared) || (Array.isArray(declared.AllowedValues) && declared.AllowedValues.length === 1)) return [name, declared];
    const { Default: _, ...rest } = declared;
    return [name, rest];
  });
  return { ...source, template: { ...source.template, Parameters: Object.fromEntries(open) } };
}

/** What may or may not be created counts as created, and as a gap: it may also take something away. */
function withoutUnsureConditions(stack: Stack, gaps: Gap[]): StackTemplate {
  const { Resources, Outputs, ...rest } = stack.source.template;
  const entriesOf = (declared: unknown) => Object.entries(declared as { [id: string]: JsonObject });
  const withoutUnsure = (declared: unknown, note: boolean) => Object.fromEntries(entriesOf(declared).map(([id, { Condition, ...item }]) => {
    const reason = unsure(stack, Condition);
    if (reason === undefined) return [id, Condition === undefined ? item : { ...item, Condition }];
    if (note && readerOf(String(item.Type)) !== undefined) {
      gaps.push({ stack: stack.name, logicalId: id, path: stack.source.constructPaths.get(id) ?? id, type: String(item.Type), reason: `whether it is created: ${reason}` });
    }
    return [id, item];
  }));
  const outputs = Outputs !== undefined && { Outputs: withoutUnsure(Outputs, false) };
  return { ...stack.source, template: { ...rest, Resources: withoutUnsure(Resources ?? {}, true), ...outputs } };
}

function unsure(stack: Stack, condition: unknown): string | undefined {
  if (typeof condition !== 'string') return undefined;
  try {
    stack.condition(condition);
    return undefined;
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    return error.message;
  }
}

function readResource(stack: Stack, logicalId: string, collector: Collector): void {
  const declared = (stack.source.template.Resources as { [id: string]: JsonObject })[logicalId];
  const type = String(declared.Type);
  const read = readerOf(type) ?? (!isKnownType(type) && holdsPolicy(declared.Properties) ? unreadPolicy : undefined);
  if (read === undefined) return;
  const place = { stack: stack.name, logicalId, path: stack.source.constructPaths.get(logicalId) ?? logicalId };
  const gap = (reason: string) => collector.gaps.push({ ...place, type, reason });
  try {
    const { ref, attributes } = answersAtDeployment(type) ? { ref: logicalId, attributes: {} } : stack.identity(logicalId);
    const properties = readValue(declared.Properties ?? {}, stack);
    if (isUnread(properties)) return void gap(properties.reason);
    const name = isKnownType(type) ? knownType({ type, logicalId, stack: stack.name }).namedBy : undefined;
    const given = isObject(properties) ? properties : {};
    const reason = name === undefined ? undefined : unreadIn(given[name]);
    if (reason !== undefined) gap(`${name}: ${reason}`);
    read({ ...place, type, ref, attributes, properties: given, region: String(stack.ref('AWS::Region')) }, collector, gap);
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    gap(error.message);
  }
}

import { AssemblyError } from './assembly-error';
import { isObject, type JsonObject } from './json';
import type { StackTemplate } from './stack-template';
import { resourceOf, type Planned } from './terraform-resources';

/** In place of a value that only the apply tells: a parameter that nobody gives a value. */
const UNKNOWN = { Ref: 'KnownAfterApply' };

/** Whether a JSON file is what `terraform show -json` writes of a plan. */
export function isTerraformPlan(value: JsonObject): boolean {
  return typeof value.format_version === 'string' && (value.planned_values !== undefined || value.resource_changes !== undefined);
}

/**
 * A plan of Terraform or OpenTofu as a template: what there will be once it is applied. What the plan does not know yet is a parameter
 * without a value; resources of other types keep their own type, so that whoever reads them says that they are not read.
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function templateOfPlan(name: string, plan: JsonObject): StackTemplate {
  if (!Array.isArray(plan.resource_changes)) throw new AssemblyError('resource_changes: want those of `terraform show -json <plan file>`: a state or a configuration is no plan');
  const planned = plan.resource_changes.flatMap((change) => plannedIn(change, plan));
  const ids = new Map(planned.map(({ address }, index) => [address, logicalIdOf(address, index)]));
  const resources = Object.fromEntries(planned.flatMap((one) => {
    const made = resourceOf(one, planned, (address) => ids.get(address)!);
    return made === undefined ? [] : [[ids.get(one.address)!, made]];
  }));
  return {
    name,
    ...placeIn(planned),
    template: { ...JSON.stringify(resources).includes(JSON.stringify(UNKNOWN)) && { Parameters: { [UNKNOWN.Ref]: { Type: 'String' } } }, Resources: named(resources, planned, ids) as JsonObject },
    tags: new Map(),
    constructPaths: new Map(planned.map(({ address }) => [ids.get(address)!, address])),
  };
}

/** What will be there: nothing of what is deleted, nothing of data sources. */
function plannedIn(change: unknown, plan: JsonObject): Planned[] {
  if (!isObject(change) || change.mode !== 'managed' || !isObject(change.change)) return [];
  const { after, after_unknown: unknown } = change.change;
  if (!isObject(after)) return [];
  const { address, type } = change;
  if (typeof address !== 'string' || typeof type !== 'string') throw new AssemblyError('resource_changes: want an address and a type for each');
  return [{ address, type, values: known(after, unknown) as JsonObject, references: referencesOf(address, plan) }];
}

/** What is after the apply, and what nobody knows yet. */
function known(after: unknown, unknown: unknown): unknown {
  if (unknown === true) return UNKNOWN;
  if (Array.isArray(after)) return after.map((item, index) => known(item, Array.isArray(unknown) ? unknown[index] : undefined));
  if (!isObject(after)) return after ?? (isObject(unknown) || Array.isArray(unknown) ? known(Array.isArray(unknown) ? [] : {}, unknown) : after);
  const names = new Set([...Object.keys(after), ...isObject(unknown) ? Object.keys(unknown) : []]);
  return Object.fromEntries([...names].map((name) => [name, known(after[name], isObject(unknown) ? unknown[name] : undefined)]));
}

/** Attribute → addresses that its expression names, of resources of the same module and instance. */
function referencesOf(address: string, { configuration }: JsonObject): (attribute: string) => readonly string[] {
  const steps = address.replace(/\[[^\]]*\]/g, '').split('.');
  const modules: string[] = [];
  while (steps[0] === 'module') modules.push(...steps.splice(0, 2).slice(1));
  const local = steps.join('.');
  let module: unknown = isObject(configuration) ? configuration.root_module : undefined;
  for (const name of modules) module = at(at(at(module, 'module_calls'), name), 'module');
  const resources = at(module, 'resources');
  const declared: unknown = Array.isArray(resources) ? resources.find((one) => at(one, 'address') === local) : undefined;
  const prefix = address.slice(0, address.length - addressWithin(address).length);
  return (attribute) => {
    const references = at(at(at(declared, 'expressions'), attribute), 'references');
    return (Array.isArray(references) ? references : []).filter((one) => typeof one === 'string' && /^aws_\w+\.[\w-]+/.test(one)).map((one) => prefix + String(one));
  };
}

/** An address without its modules. */
function addressWithin(address: string): string {
  return /^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)*(.*)$/s.exec(address)![1];
}

function at(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Letters and digits of the address, and its place among them all: two addresses are never one. */
function logicalIdOf(address: string, index: number): string {
  return `${address.replace(/[^A-Za-z0-9]/g, '').slice(0, 200)}${index}`;
}

/** Of an ARN that is known: all resources of a plan's provider are in one account and Region. */
function placeIn(planned: readonly Planned[]): { account?: string; region?: string } {
  const arns = planned.flatMap(({ values: { arn } }) => (typeof arn === 'string' ? [arn.split(':')] : []));
  return { account: arns.map(([,,,, account]) => account).find((one) => /^\d{12}$/.test(one ?? '')), region: arns.map(([,,, region]) => region).find((one) => one !== undefined && one !== '') };
}

/** Ids that AWS chose stand in policies as they are: there they become references, since a template has ids of its own. */
function named(value: unknown, planned: readonly Planned[], ids: ReadonlyMap<string, string>): unknown {
  const pools = planned.flatMap(({ type, address, values: { id } }) => (type === 'aws_cognito_identity_pool' && typeof id === 'string' ? [[id, ids.get(address)!] as const] : []));
  const visit = (one: unknown): unknown => {
    if (typeof one === 'string') {
      const found = pools.find(([id]) => one.includes(id));
      return found === undefined ? one : { 'Fn::Sub': one.replaceAll('${', '${!').replaceAll(found[0], `\${${found[1]}}`) };
    }
    if (Array.isArray(one)) return one.map(visit);
    return isObject(one) ? Object.fromEntries(Object.entries(one).map(([key, item]) => [key, visit(item)])) : one;
  };
  return pools.length === 0 ? value : visit(value);
}

import { AssemblyError } from './assembly-error';
import { shown } from './function-arguments';
import { isFunctionName } from './intrinsic-functions';
import { isObject, member, type JsonObject } from './json';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
const SECTIONS = ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'];
/** `Rules` only judge parameters. */
const HARMLESS_SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Rules'];
/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html */
const RESOURCE_ATTRIBUTES = [
  'Type', 'Properties', 'Condition', 'CreationPolicy', 'DeletionPolicy', 'DependsOn', 'Metadata', 'UpdatePolicy', 'UpdateReplacePolicy',
];

/** Refuses templates with parts that the local cloud would not look at: macros, loops, misspelt sections. */
export function checkTemplate(template: JsonObject, stack: string): void {
  const where = `stack ${stack}`;
  for (const name of Object.keys(template)) {
    if (name === 'Transform' && isKnownTransform(template.Transform)) continue;
    if (name === 'Transform' || isFunctionName(name)) refuse(where, `${name} is not supported by the local cloud: macros change the template at deployment`);
    if (![...SECTIONS, ...HARMLESS_SECTIONS].includes(name)) refuse(where, `got the section ${shown(name)}, want ${[...SECTIONS, ...HARMLESS_SECTIONS].join(', ')}`);
  }
  for (const name of SECTIONS) checkSection(template[name] ?? {}, `${where}: ${name}`);
  for (const [logicalId, resource] of Object.entries(section(template, 'Resources'))) checkResource(resource, `${where}: ${logicalId}`);
}

/** CDK asks for it where an app uses functions such as `Fn::Length`; loops are refused where they stand. */
function isKnownTransform(transform: unknown): boolean {
  return [transform].flat().every((name) => name === 'AWS::LanguageExtensions');
}

/** A section of a template that was checked; empty where it is left out. */
export function section(template: JsonObject, name: string): { readonly [name: string]: JsonObject } {
  return (member(template, name) ?? {}) as { [name: string]: JsonObject };
}

function checkSection(value: unknown, where: string): void {
  if (!isObject(value)) refuse(where, `got ${shown(value)}, want an object`);
  for (const [name, item] of Object.entries(value)) {
    if (name.startsWith('Fn::')) refuse(where, `${name} is not supported by the local cloud`);
    if (!/^[A-Za-z0-9]{1,255}$/.test(name)) refuse(where, `got the name ${shown(name)}, want letters and digits`);
    if (!isObject(item)) refuse(`${where}.${name}`, `got ${shown(item)}, want an object`);
  }
}

function checkResource(resource: JsonObject, where: string): void {
  if (typeof resource.Type !== 'string') refuse(where, `Type: got ${shown(resource.Type)}, want text`);
  const unknown = Object.keys(resource).find((name) => !RESOURCE_ATTRIBUTES.includes(name));
  if (unknown !== undefined) refuse(where, `got ${shown(unknown)}, want ${RESOURCE_ATTRIBUTES.join(', ')}`);
  const properties = resource.Properties ?? {};
  if (!isObject(properties)) return refuse(`${where}.Properties`, `got ${shown(properties)}, want an object`);
  const computed = Object.keys(properties).find(isFunctionName);
  if (computed !== undefined) refuse(`${where}.Properties`, `${computed} is not supported by the local cloud in place of properties`);
}

function refuse(where: string, what: string): never {
  throw new AssemblyError(`${where}: ${what}`, true);
}

import {
  AssemblyError, checkTemplate, isKnownType, isObject, isSkipped, NEVER_SKIPPED, parameterValue, NESTED_STACK, parseTemplate, pathsInTemplate,
  type Environment, type FindResourceType, type JsonObject,
} from '../assembly';
import { withNestedTemplates } from './nested-templates';
import type { Deployment, StackRecord } from './record';
import { flag, validationError, type Tag } from './request';

/** CloudFormation User Guide, "Understand CloudFormation quotas": a template passed in the request, and one in a bucket. */
export const MAX_BODY_BYTES = 51_200;
const MAX_TEMPLATE_BYTES = 1_000_000;

/** What says what to deploy. */
export interface DeploymentInput {
  readonly TemplateBody?: string;
  readonly TemplateURL?: string;
  readonly UsePreviousTemplate?: string;
  readonly Parameters: readonly { readonly ParameterKey?: string; readonly ParameterValue?: string; readonly UsePreviousValue?: string }[];
  readonly Tags: readonly Tag[];
}

export interface DeploymentSources {
  /** Reads a template in a bucket as the caller. */
  readonly readTemplate: (url: string) => Promise<string>;
  readonly findStored: (name: string) => string | undefined;
  readonly findType: FindResourceType;
  readonly environment: Environment;
}

/** What CreateChangeSet, CreateStack and UpdateStack say about what to deploy. Throws ValidationError for what AWS refuses before it begins. */
export async function readDeployment(input: DeploymentInput, stack: StackRecord | undefined, sources: DeploymentSources): Promise<Deployment> {
  const body = await templateBody(input, stack, sources.readTemplate);
  const own = checkedTemplate(body, sources.findType);
  const parameters = givenParameters(input, own, stack);
  checkParameters(own, parameters, sources.findStored);
  const template = await wholeTemplate(own, parameters, sources);
  return { template, body, parameters, tags: tagsOf(input, stack), constructPaths: pathsInTemplate(template) };
}

async function wholeTemplate(own: JsonObject, parameters: Deployment['parameters'], { readTemplate, environment, findType }: DeploymentSources): Promise<JsonObject> {
  const read = async (url: string) => checkedTemplate(withinLimit(await readTemplate(url)), findType);
  return withNestedTemplates(own, { parameters, environment, read }).catch(refused);
}

async function templateBody(
  { TemplateBody: body, TemplateURL: url, UsePreviousTemplate }: DeploymentInput, stack: StackRecord | undefined, readTemplate: DeploymentSources['readTemplate'],
): Promise<string> {
  const usesPrevious = flag(UsePreviousTemplate);
  if ([body !== undefined, url !== undefined, usesPrevious].filter(Boolean).length !== 1) {
    throw validationError('Either Template URL or Template Body must be specified.');
  }
  if (body !== undefined && Buffer.byteLength(body) > MAX_BODY_BYTES) {
    throw validationError(`1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MAX_BODY_BYTES}`);
  }
  const text = body ?? (url === undefined ? stack?.deployed?.body : await readTemplate(url));
  if (text === undefined) throw validationError('No previous template to use.');
  return withinLimit(text);
}

function withinLimit(template: string): string {
  if (Buffer.byteLength(template) > MAX_TEMPLATE_BYTES) throw validationError(`Template may not exceed ${MAX_TEMPLATE_BYTES} bytes in size.`);
  return template;
}

/** Throws ValidationError for a text that is no template, or holds types that are not known. */
export function checkedTemplate(body: string, findType: FindResourceType): JsonObject {
  const template = asValidation(() => parseTemplate(body));
  if (!isObject(template.Resources) || Object.keys(template.Resources).length === 0) {
    throw validationError('Template format error: At least one Resources member must be defined.');
  }
  asValidation(() => checkTemplate(template, 'template'));
  refuseUnknownTypes(template.Resources, findType.skips === true);
  return template;
}

/** AWS says so of types that nobody has; here of those that are not run, and of those that cannot be passed over. */
function refuseUnknownTypes(resources: JsonObject, canSkip: boolean): void {
  const all = Object.entries(resources).map(([logicalId, resource]) => ({ logicalId, type: String((resource as JsonObject).Type) }));
  const unknown = all.filter(({ type }) => !isKnownType(type) && type !== NESTED_STACK && !(canSkip && isSkipped(type)));
  if (unknown.length === 0) return;
  const types = [...new Set(unknown.map(({ type }) => type))];
  const hint = types.every(isSkipped) ? 'start it with --skip-unknown to pass them over' : `of ${types.find((type) => !isSkipped(type))}: ${NEVER_SKIPPED}`;
  throw validationError(`Template format error: Unrecognized resource types: [${types.join(', ')}]: the local cloud does not run ${
    unknown.map(({ logicalId, type }) => `${logicalId} (${type})`).join(', ')}; ${hint}`);
}

function givenParameters({ Parameters }: DeploymentInput, template: JsonObject, stack: StackRecord | undefined): { [name: string]: string } {
  const declared = isObject(template.Parameters) ? template.Parameters : {};
  const given = Parameters.map(({ ParameterKey: name = '', ParameterValue = '', UsePreviousValue }): [string, string | undefined] => (
    [name, flag(UsePreviousValue) ? stack?.deployed?.parameters[name] : ParameterValue]
  ));
  const unknown = given.map(([name]) => name).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0) throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  return Object.fromEntries(given.filter((one): one is [string, string] => one[1] !== undefined));
}

function checkParameters(template: JsonObject, given: { readonly [name: string]: string }, findStored: DeploymentSources['findStored']): void {
  const declared = Object.entries(isObject(template.Parameters) ? template.Parameters : {}) as [string, JsonObject][];
  const missing = declared.filter(([name, { Default }]) => Default === undefined && !Object.hasOwn(given, name)).map(([name]) => name);
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, parameter] of declared) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    asValidation(() => parameterValue(name, parameter, value, findStored));
  }
}

/** Those of the stack stay where none are sent. */
function tagsOf({ Tags }: DeploymentInput, stack: StackRecord | undefined): { [key: string]: string } {
  return Tags.length === 0 ? { ...stack?.deployed?.tags } : Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

function asValidation<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): never {
  if (error instanceof AssemblyError) throw validationError(error.message);
  throw error;
}

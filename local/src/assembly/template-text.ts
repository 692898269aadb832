import { AssemblyError } from './assembly-error';
import { isObject, type JsonObject } from './json';
import type * as TemplateYaml from './template-yaml';

/** A template's text is JSON or YAML. Throws `AssemblyError`, in CloudFormation's words. */
export function parseTemplate(text: string): JsonObject {
  const value = text.trimStart().startsWith('{') ? parseJson(text) : yaml().parseYaml(text);
  if (!isObject(value)) throw new AssemblyError('Template format error: unsupported structure.');
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AssemblyError(`Template format error: JSON not well-formed. (${(error as Error).message})`);
  }
}

/** The CDK writes JSON: the reader of YAML is loaded for the templates that need it, since it costs every start milliseconds. */
function yaml(): typeof TemplateYaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./template-yaml') as typeof TemplateYaml;
}

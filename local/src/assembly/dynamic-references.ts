import { AssemblyError } from './assembly-error';
import { shown } from './function-arguments';
import { isObject } from './json';
import type { FindStored } from './parameter-value';

const REFERENCE = /\{\{resolve:([^:}]*):([^}]*)\}\}/g;

/**
 * Dynamic references of a finished value: CloudFormation, too, takes one that was joined together. Those to the Parameter
 * Store are carried out; the local cloud has no secrets, so the others are refused, or kept where nothing looks at the value.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function resolveReferences(value: unknown, findStored: FindStored, keepsOthers: boolean): unknown {
  if (typeof value === 'string') return value.includes('{{resolve:') ? resolved(value, findStored, keepsOthers) : value;
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, findStored, keepsOthers));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolveReferences(item, findStored, keepsOthers)]));
}

function resolved(text: string, findStored: FindStored, keepsOthers: boolean): string {
  const result = text.replace(REFERENCE, (reference, service: string, name: string) => (service === 'ssm' ? stored(name, findStored) : kept(reference, keepsOthers)));
  // What is left of a reference that has no end, or no service.
  return /\{\{resolve:/.test(result) ? kept(result, keepsOthers) : result;
}

/** A version may follow the name; here a parameter has one. */
function stored(name: string, findStored: FindStored): string {
  const value = findStored(name.replace(/:\d+$/, ''));
  if (value === undefined) throw new AssemblyError(`got the dynamic reference to the parameter ${shown(name)}, which the Parameter Store does not have`);
  return value;
}

function kept(reference: string, keepsOthers: boolean): string {
  if (keepsOthers) return reference;
  throw new AssemblyError(`got the dynamic reference ${shown(reference)}, which the local cloud cannot resolve; want the value itself`);
}

import { AssemblyError } from './assembly-error';
import { shown, text } from './function-arguments';
import type { JsonObject } from './json';

/** Gives the value of a parameter of the Parameter Store, undefined where there is none of that name. */
export type FindStored = (name: string) => string | undefined;

/**
 * What `Ref` gives for a parameter: the value that was passed, or else the default.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValue(name: string, declared: JsonObject, given: string | undefined, findStored: FindStored): string | string[] {
  const type = text(declared.Type, `parameter ${name}: Type`);
  const value = givenValue(name, declared, given);
  const stored = /^AWS::SSM::Parameter::Value<(.+)>$/.exec(type)?.[1];
  if (stored !== undefined) return listed(stored, inStore(name, value, findStored));
  if (type.startsWith('AWS::SSM::') && type !== 'AWS::SSM::Parameter::Name') throw new AssemblyError(`parameter ${name}: the local cloud does not support the type ${type}`);
  return listed(type, value);
}

/** Throws where a value that was passed breaks the parameter's constraints. */
function givenValue(name: string, declared: JsonObject, given: string | undefined): string {
  if (given === undefined && declared.Default === undefined) throw new AssemblyError(`parameter ${name} needs a value, and none was passed`);
  const value = given ?? text(declared.Default, `parameter ${name}: Default`);
  const problem = brokenConstraint(value, declared);
  if (problem !== undefined) throw new AssemblyError(`parameter ${name}: got ${declared.NoEcho === undefined ? shown(value) : 'a value'}, want ${problem}`);
  return value;
}

function brokenConstraint(value: string, declared: JsonObject): string | undefined {
  const { AllowedValues: allowed, AllowedPattern: pattern, MinLength: shortest, MaxLength: longest, MinValue: least, MaxValue: most } = declared;
  if (Array.isArray(allowed) && !allowed.map(String).includes(value)) return `one of ${allowed.map(String).join(', ')}`;
  if (typeof pattern === 'string' && !matches(pattern, value)) return `what ${pattern} matches`;
  if (shortest !== undefined && value.length < Number(shortest)) return `at least ${Number(shortest)} characters`;
  if (longest !== undefined && value.length > Number(longest)) return `at most ${Number(longest)} characters`;
  if (declared.Type !== 'Number') return undefined;
  if (value.trim() === '' || !Number.isFinite(Number(value))) return 'a number';
  if (least !== undefined && Number(value) < Number(least)) return `at least ${Number(least)}`;
  return most !== undefined && Number(value) > Number(most) ? `at most ${Number(most)}` : undefined;
}

/** The pattern is the template author's own, and judges the deployer's own value. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    throw new AssemblyError(`AllowedPattern: got ${shown(pattern)}, want a regular expression`);
  }
}

function inStore(name: string, stored: string, findStored: FindStored): string {
  const value = findStored(stored);
  if (value === undefined) throw new AssemblyError(`parameter ${name}: the Parameter Store has no ${shown(stored)}`);
  return value;
}

function listed(type: string, value: string): string | string[] {
  return type.startsWith('List<') || type === 'CommaDelimitedList' ? value.split(',').map((item) => item.trim()) : value;
}

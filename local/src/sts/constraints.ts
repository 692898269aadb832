import { AwsError } from '../aws-error';

/** A text's constraints in the service model. */
export interface TextConstraint {
  readonly min: number;
  readonly max: number;
  readonly pattern?: RegExp;
  readonly patternText?: string;
}

export interface IntegerConstraint {
  readonly min: number;
  readonly max: number;
}

const MAX_INTEGER = 2 ** 31 - 1;

export const NOT_NULL = 'Member must not be null';

/** AWS reports every constraint that is not met in one message. */
export function refuseViolations(violations: readonly string[]): void {
  if (violations.length === 0) return;
  const errors = violations.length === 1 ? 'error' : 'errors';
  throw new AwsError('ValidationError', `${violations.length} validation ${errors} detected: ${violations.join('; ')}`);
}

export function textViolations(name: string, value: string | undefined, constraint: TextConstraint): string[] {
  if (value === undefined) return [violation(name, 'null', NOT_NULL)];
  const failed: string[] = [];
  if (value.length > constraint.max) failed.push(`Member must have length less than or equal to ${constraint.max}`);
  if (value.length < constraint.min) failed.push(`Member must have length greater than or equal to ${constraint.min}`);
  if (constraint.pattern?.test(value) === false) failed.push(`Member must satisfy regular expression pattern: ${constraint.patternText}`);
  return failed.map((text) => violation(name, `'${value}'`, text));
}

export function optionalTextViolations(name: string, value: string | undefined, constraint: TextConstraint): string[] {
  return value === undefined ? [] : textViolations(name, value, constraint);
}

/** Throws MalformedInput, before any constraint is looked at, for what is no 32-bit integer; a sign and leading zeros are taken (observed). */
export function optionalIntegerViolations(name: string, value: string | undefined, { min, max }: IntegerConstraint): string[] {
  if (value === undefined) return [];
  if (!/^[+-]?\d+$/.test(value) || Math.abs(Number(value)) > MAX_INTEGER) throw new AwsError('MalformedInput', `${name}: want an integer`);
  if (Number(value) < min) return [violation(name, `'${value}'`, `Member must have value greater than or equal to ${min}`)];
  if (Number(value) > max) return [violation(name, `'${value}'`, `Member must have value less than or equal to ${max}`)];
  return [];
}

export function violation(name: string, value: string, constraint: string): string {
  return `Value ${value} at '${name}' failed to satisfy constraint: ${constraint}`;
}

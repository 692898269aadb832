import { validationError } from '../errors';

/**
 * Lone surrogates: UTF-8 has no bytes for them, an engine would store them all as U+FFFD, and
 * two different keys would be one.
 */
const LONE_SURROGATE = /\p{Cs}/u;

export function checkText(text: string): string {
  if (LONE_SURROGATE.test(text)) throw validationError('a string is no valid Unicode text');
  return text;
}

const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Names that every JavaScript object inherits (`__proto__`, `constructor`, …): dynalite keeps
 * items and parsed maps as plain objects, where such a name may vanish or find what nobody put there.
 */
function checkName(kind: string, name: string): string {
  if (INHERITED.has(name)) throw validationError(`the local cloud does not support the ${kind} name ${JSON.stringify(name)}`);
  return checkText(name);
}

/** DynamoDB Developer Guide, Quotas, Attribute names: "less than 64 KB long". */
const TOO_LONG = 64 * 1024;

/** Of a member of a map within an attribute. */
export function checkMemberName(name: string): string {
  // At most three bytes a character: hardly any name need be counted.
  if (name.length * 3 >= TOO_LONG && Buffer.byteLength(name) >= TOO_LONG) {
    throw validationError(`One or more parameter values were invalid: Attribute name is too large, must be less than ${TOO_LONG} bytes`);
  }
  return checkName('attribute', name);
}

export function checkAttributeName(name: string): string {
  if (name === '') throw validationError('One or more parameter values were invalid: Empty attribute name');
  return checkMemberName(name);
}

export const checkTableName = (name: string): string => checkName('table', name);

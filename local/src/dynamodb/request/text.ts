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

/**
 * Attribute names that every JavaScript object inherits (`__proto__`, `constructor`, …): dynalite
 * keeps items and parsed maps as plain objects, where such a name may vanish or find what no item holds.
 */
export function checkAttributeName(name: string): string {
  if (name in Object.prototype) throw validationError(`the local cloud does not support the attribute name ${JSON.stringify(name)}`);
  return checkText(name);
}

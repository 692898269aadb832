import { checkText } from './text';
import { noBytes, noScalar } from './type-errors';

/* Scalars of a request: each is of its JSON type, or as near to it as DynamoDB takes it. */

export function readText(value: unknown): string {
  if (typeof value !== 'string') throw noScalar(value, 'String');
  return checkText(value);
}

const WORDS: ReadonlyMap<string, boolean> = new Map([['TRUE', true], ['1', true], ['YES', true], ['FALSE', false], ['0', false], ['NO', false]]);

export function readBoolean(value: unknown): boolean {
  const read = typeof value === 'string' ? WORDS.get(value.toUpperCase()) : value;
  if (typeof read !== 'boolean') throw noScalar(value, 'Boolean');
  return read;
}

export const readNumber = (type: string) => (value: unknown): number => {
  if (typeof value !== 'number') throw noScalar(value, type);
  return Math.floor(value);
};

/** In base64, which has one form. */
export function readBytes(value: unknown): string {
  if (typeof value !== 'string' || value.length % 4 > 0 || Buffer.from(value, 'base64').toString('base64') !== value) throw noBytes(value);
  return value;
}

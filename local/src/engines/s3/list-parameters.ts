import { invalidArgument } from '../../s3/errors';

type Parameters = ReadonlyMap<string, string>;

const MAX = 1000;

/** `max-keys` and its like: at most 1,000, whatever was asked for. */
export function pageSize(parameters: Parameters, name: string): number {
  const text = parameters.get(name);
  if (text === undefined || text === '') return MAX;
  if (!/^\d{1,10}$/.test(text) || Number(text) > 2 ** 31 - 1) {
    throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, text);
  }
  return Math.min(Number(text), MAX);
}

/** How names are written into the answer: as they are, or URL-encoded, which XML can always hold. */
export function nameEncoding(parameters: Parameters): (name: string) => string {
  const encoding = parameters.get('encoding-type');
  if (encoding === undefined) return (name) => name;
  if (encoding !== 'url') throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encoding);
  return (name) => encodeURIComponent(name)
    .replace(/[!'()]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+').replaceAll('%2F', '/');
}

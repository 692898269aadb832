import { AssemblyError } from './assembly-error';

/** Checked reading of what a function is given; `where` is the function's name. */
export function list(value: unknown, where: string): unknown[] {
  return Array.isArray(value) ? value : refuse(value, where, 'a list');
}

export function listOf(count: number, value: unknown, where: string): unknown[] {
  const items = list(value, where);
  return items.length === count ? items : refuse(value, where, `a list of ${count}`);
}

/** Scalars of a template are texts, however they are written. */
export function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return refuse(value, where, 'text');
}

function refuse(value: unknown, where: string, want: string): never {
  throw new AssemblyError(`${where}: got ${shown(value)}, want ${want}`);
}

/** A value in an error message, cut to a length that one line holds. */
export function shown(value: unknown): string {
  const json = typeof value === 'symbol' ? value.description! : String(JSON.stringify(value));
  return json.length > 80 ? `${json.slice(0, 80)}…` : json;
}

/*
 * What DynamoDB's expressions mean, a second time and in another way: numbers are integers of 10^-130, binary is a list of bytes,
 * text a list of code points, and lists are sparse, so that positions stay what they were until all is done.
 */

export type Wire = Readonly<Record<string, any>>;

export type Model =
  | { readonly type: 'S' | 'B'; readonly parts: readonly number[] }
  | { readonly type: 'N'; readonly value: bigint }
  | { readonly type: 'BOOL' | 'NULL'; readonly flag: boolean }
  | { readonly type: 'SS' | 'NS' | 'BS'; readonly members: readonly string[] }
  | { readonly type: 'L'; readonly slots: Map<number, Model> }
  | { readonly type: 'M'; readonly slots: Map<string, Model> };

const SCALE = 130;

export function toInteger(text: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text)!;
  return BigInt(`${sign}${whole}${fraction.padEnd(SCALE, '0')}`);
}

export function toDecimal(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -SCALE)}${fraction && `.${fraction}`}`;
}

export function toModel(wire: Wire): Model {
  const [[type, content]] = Object.entries(wire);
  switch (type) {
    case 'S': return { type, parts: [...content as string].map((char) => char.codePointAt(0)!) };
    case 'B': return { type, parts: [...Buffer.from(content, 'base64')] };
    case 'N': return { type, value: toInteger(content) };
    case 'BOOL': case 'NULL': return { type, flag: content };
    case 'L': return { type, slots: new Map((content as Wire[]).map((each, i) => [i, toModel(each)])) };
    case 'M': return { type, slots: new Map(Object.entries(content as Wire).map(([name, each]) => [name, toModel(each)])) };
    default: return { type: type as 'SS', members: [...content].sort() };
  }
}

const sorted = <K extends string | number>(slots: Map<K, Model>): Array<[K, Model]> => [...slots].sort(([a], [b]) => a < b ? -1 : 1);

/** A text that is the same for the same value. */
export function print(model: Model): string {
  switch (model.type) {
    case 'S': case 'B': return `${model.type}:${model.parts.join()}`;
    case 'N': return `N:${toDecimal(model.value)}`;
    case 'L': return `L[${sorted(model.slots).map(([, each]) => print(each)).join(';')}]`;
    case 'M': return `M{${sorted(model.slots).map(([name, each]) => `${name}=${print(each)}`).join(';')}}`;
    default: return JSON.stringify(model);
  }
}

const same = (a: Model, b: Model): boolean => print(a) === print(b);

function order(a: Model | undefined, b: Model | undefined): number | undefined {
  if (a?.type === 'N' && b?.type === 'N') return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  if (!a || !b || a.type !== b.type || !('parts' in a && 'parts' in b)) return undefined;
  const at = a.parts.findIndex((part, i) => part !== b.parts[i]);
  if (at >= 0) return b.parts[at] === undefined ? 1 : a.parts[at] - b.parts[at];
  return a.parts.length - b.parts.length;
}

const text = (parts: readonly number[]): string => `,${parts.join()},`;

export const operators: Record<string, (...args: Array<Model | undefined>) => boolean> = {
  '=': (a, b) => !!a && !!b && same(a, b),
  '<>': (a, b) => !(a && b && same(a, b)),
  '<': (a, b) => (order(a, b) ?? 0) < 0,
  '<=': (a, b) => (order(a, b) ?? 1) <= 0,
  '>': (a, b) => (order(a, b) ?? 0) > 0,
  '>=': (a, b) => (order(a, b) ?? -1) >= 0,
  'BETWEEN': (a, b, c) => (order(a, b) ?? -1) >= 0 && (order(a, c) ?? 1) <= 0,
  'IN': (a, ...all) => all.some((b) => a && b && same(a, b)),
  'attribute_exists': (a) => !!a,
  'attribute_not_exists': (a) => !a,
  'begins_with': (a, b) => !!a && !!b && a.type === b.type && 'parts' in a && 'parts' in b && b.parts.every((part, i) => a.parts[i] === part),
  'contains': (a, b) => {
    if (!a || !b) return false;
    if (a.type === 'L') return [...a.slots.values()].some((each) => same(each, b));
    if ('members' in a) return a.type[0] === b.type && a.members.some((member) => same(toModel({ [b.type]: member }), b));
    return 'parts' in a && 'parts' in b && a.type === b.type && (b.parts.length === 0 || text(a.parts).includes(text(b.parts)));
  },
};

export function size(a: Model | undefined): Model | undefined {
  if (!a || a.type === 'N' || 'flag' in a) return undefined;
  // Text is measured as JavaScript and Java do, in UTF-16.
  const length = a.type === 'S' ? a.parts.reduce((sum, part) => sum + (part > 0xffff ? 2 : 1), 0)
    : 'parts' in a ? a.parts.length : 'members' in a ? a.members.length : a.slots.size;
  return { type: 'N', value: toInteger(`${length}`) };
}

export type Path = ReadonlyArray<string | number>;

export function find(path: Path, root: Model): Model | undefined {
  let at: Model | undefined = root;
  for (const key of path) at = at?.type === (typeof key === 'number' ? 'L' : 'M') ? (at as any).slots.get(key) : undefined;
  return at;
}

export class Refused extends Error {}

export function put(path: Path, value: Model | undefined, root: Model): void {
  const parent = find(path.slice(0, -1), root);
  const key = path.at(-1)!;
  if (parent?.type !== (typeof key === 'number' ? 'L' : 'M')) throw new Refused('path');
  if (value) (parent as any).slots.set(key, value); else (parent as any).slots.delete(key);
}

const LIMIT = 10n ** 256n;

export function number(value: bigint): Model {
  const digits = toDecimal(value).replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  if (value >= LIMIT || value <= -LIMIT || digits.length > 38) throw new Refused('number');
  return { type: 'N', value };
}

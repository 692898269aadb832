import { RandomExpressions } from './random-expressions';

/** Park and Miller's generator: the same numbers in every run. */
export type Random = (limit: number) => number;

export function generator(seed: number): Random {
  let state = seed;
  return (limit) => (state = state * 48_271 % 2_147_483_647) % limit;
}

type Json = unknown;

/** Where a value may be changed: the object or array that holds it, and its name or position there. */
interface Place {
  readonly holder: any;
  readonly name: string | number;
}

function placesOf(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((name) => [{ holder: value, name }, ...placesOf((value as Record<string, Json>)[name])]);
}

function nested(depth: number, wrap: (inner: Json) => Json): Json {
  let value: Json = { S: 'x' };
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
}

/** A member of its own, even under a name that objects inherit. */
function define(holder: object, name: string, value: Json): object {
  return Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true });
}

const NAMES = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '', ' ', '#a', ':v', 'S', 'N', 'M', 'L', 'NULL', 'Key', 'Item', 'TableName', 'IndexName',
  'Select', 'Limit', 'Segment', 'Expected', 'x'.repeat(70_000), '\u0000', '\ud800', '1', 'name',
];

const VALUES: Array<() => Json> = [
  () => null, () => true, () => 0, () => -1, () => 1.5, () => 1e308, () => Number.MAX_SAFE_INTEGER, () => '', () => 'x', () => [], () => ({}), () => [[]], () => [null], () => ({ '': null }),
  () => ({ S: 'alice' }), () => ({ N: '1' }), () => ({ N: '' }), () => ({ N: 'NaN' }), () => ({ N: '1e400' }), () => ({ N: '9'.repeat(50_000) }), () => ({ N: `1e-${'9'.repeat(30)}` }), () => ({ N: 7 }),
  () => ({ N: '0x10' }), () => ({ N: ' 1' }), () => ({ N: '١' }), () => ({ B: '====' }), () => ({ B: 'a' }), () => ({ B: '\u00ff' }), () => ({ BOOL: 'true' }), () => ({ NULL: false }),
  () => ({ SS: [] }), () => ({ SS: ['a', 'a'] }), () => ({ SS: [1] }), () => ({ NS: ['1', '1.0'] }), () => ({ BS: ['AA==', 'AA=='] }), () => ({ L: {} }), () => ({ M: [] }), () => ({ M: { a: 1 } }),
  () => ({ S: 'a', N: '1' }), () => ({ S: '\ud800' }), () => nested(40, (inner) => ({ L: [inner] })), () => nested(40, (inner) => ({ M: { a: inner } })),
  () => nested(300, (inner) => ({ L: [inner] })), () => nested(300, (inner) => [inner]), () => nested(300, (inner) => ({ a: inner })),
  () => define({}, '__proto__', { S: 'x' }), () => define({}, 'constructor', { S: 'x' }), () => ({ M: define({}, '__proto__', { S: 'x' }) }),
  () => Array.from({ length: 200 }, () => ({ S: 'x' })), () => 'ALL_OLD', () => 'SIZE', () => 'INDEXES', () => 'ALL_NEW', () => 'arn:aws:dynamodb:eu-west-1:111122223333:table/GameScores',
  () => 'UserId = :u', () => 'UserId[0].a = :u', () => '#a', () => 'a.b[1]', () => 'a[99999999999999999999]', () => 'SET a = b', () => 'SET a[1000000] = :v', () => 'REMOVE a[0], b[9]',
  () => 'SET a = list_append(b, c)', () => 'ADD a :v', () => 'DELETE a :v', () => 'size(a) > size(b)', () => 'NOT NOT NOT a = b', () => 'a BETWEEN b AND c', () => 'a IN (b, c, :v)',
  () => `${'('.repeat(30)}a = b${')'.repeat(30)}`, () => Array.from({ length: 300 }, () => 'a = b').join(' OR '), () => 'contains(a, :v)', () => 'attribute_type(a, :v)',
  () => 'begins_with(a, b)', () => '\u0000', () => '🙂'.repeat(2_000),
];

const EXPRESSIONS: Readonly<Record<string, (from: RandomExpressions) => string>> = {
  ConditionExpression: (from) => from.condition(),
  FilterExpression: (from) => from.condition(),
  KeyConditionExpression: (from) => from.keyCondition(),
  ProjectionExpression: (from) => from.projection(),
  UpdateExpression: (from) => from.update(),
};

/** Puts other expressions, that keep to the grammar, in place of some of those that are there. */
function express(request: Json, random: Random): void {
  const holders = new Set(placesOf(request).filter(({ name }) => name in EXPRESSIONS).map(({ holder }) => holder));
  for (const holder of holders) {
    const expressions = new RandomExpressions(random);
    const members = Object.keys(EXPRESSIONS).filter((name) => name in holder);
    members.forEach((name) => { holder[name] = EXPRESSIONS[name](expressions); });
    delete holder.ExpressionAttributeNames;
    delete holder.ExpressionAttributeValues;
    Object.assign(holder, expressions.placeholders(members.map((name) => holder[name]).join(' ')));
  }
}

/** Changes a request somewhere, in place. */
function change(request: Json, random: Random): void {
  const places = placesOf(request);
  if (places.length === 0) return;
  const { holder, name } = places[random(places.length)];
  const other = places[random(places.length)];
  switch (random(7)) {
    case 0: delete holder[name]; break;
    case 1: holder[name] = structuredClone(other.holder[other.name]); break;
    case 2: rename(holder, name, NAMES[random(NAMES.length)]); break;
    case 3: add(holder, NAMES[random(NAMES.length)], VALUES[random(VALUES.length)]()); break;
    case 4: holder[name] = typeof holder[name] === 'string' ? scrambled(holder[name], random) : [holder[name]]; break;
    default: holder[name] = VALUES[random(VALUES.length)]();
  }
}

function add(holder: any, name: string, value: Json): void {
  if (Array.isArray(holder)) holder.push(value); else define(holder, name, value);
}

function rename(holder: any, from: string | number, to: string): void {
  const value = holder[from];
  delete holder[from];
  add(holder, to, value);
}

function scrambled(text: string, random: Random): string {
  const at = random(text.length + 1);
  return `${text.slice(0, at)}${['', '(', ')', ' ', ',', '.', '[0]', ':v', '#a', '\u0000', 'é', '"', '=', ' AND ', text][random(15)]}${text.slice(at + random(3))}`;
}

const DEEP = [['[', ']'], ['{"a":', '}'], ['{"L":[', ']}'], ['{"M":{"a":', '}}']];

/** Changes text and bytes: cut off, nested without end, the same member twice, not UTF-8. */
function garbled(text: string, random: Random): Buffer {
  const bytes = Buffer.from(text);
  switch (random(6)) {
    case 0: return bytes.subarray(0, random(bytes.length + 1));
    case 1: return Buffer.from(text.replace(/"(\w+)":/, '"$1":null,"$1":'));
    case 2: {
      const [open, close] = DEEP[random(DEEP.length)];
      const values = [...text.matchAll(/(?<=:)"[^"]*"/g)].map(({ index, 0: { length } }) => [index, length]);
      const [at, length] = values[random(values.length)] ?? [0, 0];
      return Buffer.from(`${text.slice(0, at)}${open.repeat(20_000)}{"S":"x"}${close.repeat(20_000)}${text.slice(at + length)}`);
    }
    default: {
      for (let count = random(3); count >= 0; count--) bytes[random(bytes.length)] = random(256);
      return bytes;
    }
  }
}

/** A valid request, most times damaged: what a server reads from its socket. */
export function damaged(valid: object, random: Random): Buffer {
  const request = structuredClone(valid);
  if (random(2) === 0) express(request, random);
  for (let more = random(3) > 0; more; more = random(3) === 0) change(request, random);
  const text = JSON.stringify(request);
  return random(5) === 0 ? garbled(text, random) : Buffer.from(text);
}

/// <reference path="../../src/dynamodb/dynalite.d.ts" />
import { isDeepStrictEqual } from 'node:util';
import { checkTypes, checkValidations, type Members, type StructuredType, type TypeDefinition } from 'dynalite/validations/index.js';
import { fromDynalite } from '../../src/dynamodb/errors';
import { OPERATIONS } from '../../src/dynamodb/operations';
import { parametersReader } from '../../src/dynamodb/request/shape';

/*
 * Values of the wrong type, and such as will not do, in each place that an operation's parameters have: what is said of them is what
 * dynalite says, which was held against AWS. It tells what types ask for; the reading is the local cloud's own.
 */

const VALUES: readonly unknown[] = [
  null, true, false, 23, -2147483648, 2147483648, 34.56, '23', '', 'x', 'yes', '=+/=', 'AQI=', 'a b', 'abc', 'x'.repeat(300), [], {}, ['x'], [['x']], ['x', 'y'], { S: 'x' }, { x: {} },
];
const ATTRIBUTE_VALUE: Members = {
  S: 'String',
  N: 'String',
  B: 'Blob',
  BOOL: 'Boolean',
  NULL: 'Boolean',
  SS: { type: 'List', children: 'String' },
  NS: { type: 'List', children: 'String' },
  BS: { type: 'List', children: 'Blob' },
  L: { type: 'List', children: 'AttrStruct<ValueStruct>' },
  M: { type: 'Map<AttributeValue>', children: 'AttrStruct<ValueStruct>' },
};

/** Attribute values hold each other: so deep is enough. */
const DEPTH = 2;

/** A value of a type whose innermost part is one of the above. */
function* valuesOf(definition: TypeDefinition, depth = 0): Iterable<unknown> {
  yield* VALUES;
  const { type, children }: StructuredType = typeof definition === 'string' ? { type: definition } : definition;
  if (type.startsWith('AttrStruct')) {
    if (depth < DEPTH) yield* structsOf(ATTRIBUTE_VALUE, depth + 1);
  } else if (type.endsWith('List')) {
    for (const child of valuesOf(children as TypeDefinition, depth)) yield [child];
  } else if (type.includes('Map')) {
    for (const child of valuesOf(children as TypeDefinition, depth)) yield { abc: child };
  } else if (type.includes('Struct')) {
    yield* structsOf(children as Members, depth);
  }
}

function* structsOf(members: Members, depth = 0): Iterable<object> {
  for (const [name, member] of Object.entries(members)) for (const value of valuesOf(member, depth)) yield { [name]: value };
}

const said = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    const { code, message } = fromDynalite(error);
    return `${code}: ${message}`;
  }
};

function ofDynalite(input: object, types: Members): unknown {
  const data = checkTypes(structuredClone(input), types);
  checkValidations(data, types, undefined, { options: { maxItemSize: 0 } });
  // An attribute value that is null is one without a type.
  return JSON.parse(JSON.stringify(data), (_, value: unknown) => value ?? {});
}

/** What the local cloud refuses, and dynalite passes over or finds later. */
const OWN = /does not know the parameter|null is no member|Empty attribute name|Invalid TableArn|more than one datatypes set/;

test.each(Object.entries(OPERATIONS))('%s', (_, { types }) => {
  const read = parametersReader(types);
  const outcomes = new Map<string, number>();
  for (const input of structsOf(types)) {
    const own = said(() => read(structuredClone(input), (name) => name));
    if (typeof own === 'string' && OWN.test(own)) continue;
    const theirs = said(() => ofDynalite(input, types));
    if (!isDeepStrictEqual(own, theirs)) expect([input, own]).toEqual([input, theirs]);
    const kind = typeof own === 'string' ? own.split(':')[0] : 'taken';
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
  }
  // Nothing compared would be nothing shown.
  expect([...outcomes.keys()]).toContain('SerializationException');
});

import type { AttributeValue, Attributes } from '../../../src/dynamodb/values/attribute-value';
import { checkValue } from '../../../src/dynamodb/values/check-value';
import { beginsWith, contains } from '../../../src/dynamodb/values/contains';
import { equal } from '../../../src/dynamodb/values/equality';
import { compare } from '../../../src/dynamodb/values/order';
import { itemSize } from '../../../src/dynamodb/values/size';

const binary = (...bytes: number[]): AttributeValue => ({ B: Buffer.from(bytes).toString('base64') });

/** No two of them are equal, and falsy ones are values like others. */
const DISTINCT: readonly AttributeValue[] = [
  { S: '' }, { S: '0' }, { S: 'false' }, { N: '0' }, { N: '1' }, { B: '' }, binary(0), binary(0xff), { BOOL: false }, { BOOL: true }, { NULL: true }, { SS: [''] }, { SS: ['0'] }, { NS: ['0'] },
  { BS: [''] }, { L: [] }, { L: [{ BOOL: false }] }, { L: [{ BOOL: true }] }, { L: [{ L: [] }] }, { L: [{ N: '1' }, { N: '2' }] }, { L: [{ N: '2' }, { N: '1' }] }, { M: {} }, { M: { a: { S: '' } } },
  { M: { a: { S: 'x' } } }, { M: { a: { M: { b: { S: '' } } } } }, { M: { a: { S: '' }, b: { S: '' } } }, { M: { b: { S: '' } } }, { M: { toString: { S: '' } } },
];

test('values are equal to themselves and to nothing else', () => {
  DISTINCT.forEach((left, i) => DISTINCT.forEach((right, j) => {
    expect([left, right, equal(left, structuredClone(right))]).toEqual([left, right, i === j]);
  }));
});

test.each<[AttributeValue, AttributeValue]>([
  [{ SS: ['a', 'b', 'c'] }, { SS: ['c', 'a', 'b'] }],
  [{ NS: ['1', '2'] }, { NS: ['2', '1'] }],
  [{ M: { a: { N: '1' }, b: { L: [{ SS: ['x', 'y'] }] } } }, { M: { b: { L: [{ SS: ['y', 'x'] }] }, a: { N: '1' } } }],
])('the order in sets and maps says nothing: %j', (left, right) => expect(equal(left, right)).toBe(true));

test.each<[string, AttributeValue[]]>([
  // U+FF5E has a higher code unit than the surrogates of U+1F600, and a lower code point.
  ['strings by their UTF-8 bytes', [{ S: '' }, { S: 'A' }, { S: 'a' }, { S: 'ab' }, { S: 'é' }, { S: '\uff5e' }, { S: '😀' }]],
  ['binary by unsigned bytes', [binary(), binary(0), binary(0, 1), binary(0x7f), binary(0x80), binary(0xff)]],
  ['numbers', [{ N: '-10' }, { N: '-9' }, { N: '0' }, { N: '9' }, { N: '10' }]],
])('in order: %s', (_, values) => {
  values.forEach((left, i) => values.forEach((right, j) => expect(Math.sign(compare(left, right)!)).toBe(Math.sign(i - j))));
});

test.each<[AttributeValue, AttributeValue]>([
  [{ S: '1' }, { N: '1' }], [{ BOOL: false }, { BOOL: true }], [{ NULL: true }, { NULL: true }], [{ L: [] }, { L: [] }], [{ M: {} }, { M: {} }], [{ SS: ['a'] }, { SS: ['a'] }],
])('in no order: %j and %j', (left, right) => expect(compare(left, right)).toBeUndefined());

test.each<[AttributeValue, AttributeValue, boolean]>([
  [{ S: 'hello' }, { S: 'ell' }, true], [{ S: 'hello' }, { S: '' }, true], [{ S: 'hello' }, { N: '1' }, false],
  [binary(1, 0xe9, 2), binary(0xe9), true],
  // Neither is UTF-8; decoded, both were U+FFFD.
  [binary(0x80), binary(0x81), false], [binary(0xc3, 0xa9), binary(0xa9), true],
  [{ SS: ['a', ''] }, { S: '' }, true], [{ NS: ['1'] }, { N: '1' }, true], [{ NS: ['1'] }, { S: '1' }, false], [{ BS: ['gA=='] }, { B: 'gQ==' }, false], [{ BS: ['gA=='] }, { B: 'gA==' }, true],
  [{ SS: ['a'] }, { SS: ['a'] }, false],
  [{ L: [{ BOOL: false }] }, { BOOL: false }, true], [{ L: [{ M: { a: { N: '1' } } }] }, { M: { a: { N: '1' } } }, true], [{ L: [{ L: [{ N: '3' }] }] }, { L: [{ N: '3' }] }, true],
  [{ L: [{ SS: ['a', 'b'] }] }, { SS: ['b', 'a'] }, true], [{ L: [{ S: 'hello' }] }, { S: 'ell' }, false],
  [{ M: { a: { S: 'x' } } }, { S: 'x' }, false], [{ N: '123' }, { N: '2' }, false], [{ BOOL: true }, { BOOL: true }, false],
])('%j contains %j: %p', (whole, part, expected) => expect(contains(whole, part)).toBe(expected));

test.each<[AttributeValue, AttributeValue, boolean]>([
  [{ S: 'hello' }, { S: 'he' }, true], [{ S: 'hello' }, { S: '' }, true], [{ S: 'hello' }, { S: 'e' }, false], [{ S: '' }, { S: 'x' }, false], [binary(0xff, 1), binary(0xff), true],
  [binary(0x80, 1), binary(0x81), false], [binary(1), binary(1, 2), false], [{ S: 'a' }, { B: 'YQ==' }, false], [{ N: '12' }, { N: '1' }, false],
])('%j begins with %j: %p', (whole, prefix, expected) => expect(beginsWith(whole, prefix)).toBe(expected));

/* Developer Guide, DynamoDB item sizes and formats: names and strings by their UTF-8 bytes, 3 bytes for a list or map, 1 for each element. */
test.each<[Attributes, number]>([
  [{}, 0], [{ a: { S: 'abc' } }, 4], [{ é: { S: '😀' } }, 6], [{ a: { N: '123' } }, 4], [{ a: { B: 'AAEC' } }, 4], [{ a: { BOOL: false } }, 2], [{ a: { NULL: true } }, 2],
  [{ a: { SS: ['é', 'x'] } }, 4], [{ a: { NS: ['1', '2'] } }, 5], [{ a: { BS: ['AAEC'] } }, 4], [{ a: { L: [] } }, 4], [{ a: { L: [{ S: 'é' }, { N: '1' }] } }, 10],
  [{ a: { M: {} } }, 4], [{ a: { M: { é: { S: 'x' } } } }, 8],
])('%j takes %i bytes', (item, bytes) => expect(itemSize(item)).toBe(bytes));

test.each<[AttributeValue, string]>([
  [{ N: 'x' }, 'The parameter cannot be converted to a numeric value: x'],
  [{ SS: [] }, 'One or more parameter values were invalid: An string set  may not be empty'],
  [{ NS: [] }, 'One or more parameter values were invalid: An number set  may not be empty'],
  [{ BS: [] }, 'One or more parameter values were invalid: Binary sets should not be empty'],
  [{ NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
  [{ SS: ['a', 'a'] }, 'One or more parameter values were invalid: Input collection [a, a] contains duplicates.'],
  [{ BS: ['AA==', 'AA=='] }, 'One or more parameter values were invalid: Input collection [AA==, AA==]of type BS contains duplicates.'],
  [{ NULL: false }, 'One or more parameter values were invalid: Null attribute value types must have the value of true'],
  [{ L: [{ M: { a: { N: '1e126' } } }] }, 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
])('%j is stored nowhere', (value, message) => expect(() => checkValue(value)).toThrow(message));

test('numbers get their one form wherever they are', () => {
  const value = { M: { a: { L: [{ N: '+1.50' }] }, b: { NS: ['1e1', '2.0'] } } };
  checkValue(value);
  expect(value).toEqual({ M: { a: { L: [{ N: '1.5' }] }, b: { NS: ['10', '2'] } } });
});

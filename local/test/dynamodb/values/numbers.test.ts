import { canonicalNumber, compareNumbers, difference, numberSize, sum } from '../../../src/dynamodb/values/number';

/*
 * Developer Guide, Quotas, Number: 38 digits, 1E-130 to 9.99…E+125. The forms, messages and sizes are those that public
 * suites observed on AWS: scylladb/scylladb test/alternator/test_number.py, nubo-db/dynoxide src/types.rs.
 */

const NINES = '9'.repeat(38);

const outcome = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return (error as Error).message;
  }
};

const NOT_NUMERIC = 'The parameter cannot be converted to a numeric value';
const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range';
const UNDERFLOW = 'Number underflow. Attempting to store a number with magnitude smaller than supported range';

test.each([
  ['1', '1'], ['-5', '-5'], ['1000', '1000'], ['007', '7'], ['001.23', '1.23'], ['00', '0'], ['+3', '3'], ['+0', '0'], ['+1.5', '1.5'], ['1.00', '1'], ['1.10', '1.1'],
  ['0.0', '0'], ['1e3', '1000'], ['1E+3', '1000'], ['-3e2', '-300'], ['1e-3', '0.001'], ['123e-2', '1.23'], ['1.0e-1', '0.1'], ['-0', '0'], ['-0.0', '0'], ['0e5', '0'],
  ['.5', '0.5'], ['-.5', '-0.5'], ['5.', '5'], ['1e20', '100000000000000000000'], ['1e125', `1${'0'.repeat(125)}`], ['1E-130', `0.${'0'.repeat(129)}1`],
  [NINES, NINES], [`${NINES[0]}.${NINES.slice(1)}E+125`, `${NINES}${'0'.repeat(88)}`], ['1e-20', '0.00000000000000000001'], ['123456789012345678', '123456789012345678'],
  ['0.1e126', `1${'0'.repeat(125)}`],
])('%s is stored as %s', (text, stored) => {
  expect(canonicalNumber(text)).toBe(stored);
  expect(canonicalNumber(stored)).toBe(stored);
});

test.each([
  ['', NOT_NUMERIC], [' 1', `${NOT_NUMERIC}:  1`], ['1 ', `${NOT_NUMERIC}: 1 `], ['NaN', `${NOT_NUMERIC}: NaN`], ['Infinity', `${NOT_NUMERIC}: Infinity`], ['1.2.3', `${NOT_NUMERIC}: 1.2.3`],
  ['++5', `${NOT_NUMERIC}: ++5`], ['+-5', `${NOT_NUMERIC}: +-5`], ['1e', `${NOT_NUMERIC}: 1e`], ['.', `${NOT_NUMERIC}: .`], ['1_000', `${NOT_NUMERIC}: 1_000`], ['0x1', `${NOT_NUMERIC}: 0x1`],
  ['1e126', OVERFLOW], ['-11e125', OVERFLOW], ['1.0e100000000', OVERFLOW], ['1e-131', UNDERFLOW], ['-0.9e-130', UNDERFLOW],
  [`${NINES}1`, 'Attempting to store more than 38 significant digits in a Number'],
])('%p is refused', (text, message) => {
  expect(outcome(() => canonicalNumber(text))).toBe(message);
});

test.each<[string, string, unknown, unknown]>([
  ['1', '10000000000000000000000', '10000000000000000000001', '-9999999999999999999999'],
  ['0.1', '0.2', '0.3', '-0.1'],
  ['-7', '7', '0', '-14'],
  [canonicalNumber('9e125'), canonicalNumber('9e124'), canonicalNumber('9.9e125'), canonicalNumber('8.1e125')],
  [canonicalNumber('9e125'), canonicalNumber('9e125'), OVERFLOW, '0'],
  // AWS calls too many digits an overflow.
  [canonicalNumber('1e50'), '1', OVERFLOW, OVERFLOW],
  [NINES, '1', canonicalNumber('1e38'), `${'9'.repeat(37)}8`],
  [canonicalNumber('1.5e-130'), canonicalNumber('1e-130'), canonicalNumber('2.5e-130'), UNDERFLOW],
])('%s and %s', (left, right, added, subtracted) => {
  expect(outcome(() => sum(left, right))).toBe(added);
  expect(outcome(() => difference(left, right))).toBe(subtracted);
});

test('in order', () => {
  const ordered = [`-${NINES}`, '-100', '-2.5', '-2', '-0.001', '0', canonicalNumber('1e-130'), '0.5', '2', '10', '123456789012345678', '123456789012345679', NINES, canonicalNumber('1e125')];
  ordered.forEach((left, i) => ordered.forEach((right, j) => expect(Math.sign(compareNumbers(left, right))).toBe(Math.sign(i - j))));
});

test.each([
  ['0', 1], ['1', 2], ['12', 2], ['123', 3], ['1234', 3], ['12345', 4], ['123456789', 6], ['1234567890123456789', 11], ['12345678901234567890123456789012345678', 20],
  ['100', 2], ['1010', 3], ['0.0000001', 2], ['1e125', 2], ['1e-100', 2], ['1.5', 3], ['1.200', 3], ['1.234', 4], ['3.14159', 5], ['100.5', 4], ['0.15', 2],
  ['-42', 3], ['-12345', 5], ['-1e125', 3], ['-0.15', 3], ['-0', 1],
])('%s takes %i bytes', (text, bytes) => {
  expect(numberSize(canonicalNumber(text))).toBe(bytes);
});

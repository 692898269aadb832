import { families } from './cases';
import type { PolicyCase } from './policy-case';
import { compare } from './policy-case';
import * as iam from '../../src/iam';

describe.each(Object.entries(families))('%s', (_family, cases) => {
  test.each(cases.map((one): [string, PolicyCase] => [one.name, one]))('%s', (_name, one) => {
    const { got, wanted } = compare(iam, one);
    expect(got).toEqual(wanted);
  });
});

test('every case names its source and no case is told twice', () => {
  const cases = Object.values(families).flat();
  expect(cases.length).toBeGreaterThanOrEqual(300);
  expect(cases.filter(({ source }) => source.length < 10)).toEqual([]);
  const told = cases.map(({ name, source, ...rest }) => JSON.stringify(rest));
  expect(told.filter((text, index) => told.indexOf(text) !== index)).toEqual([]);
});

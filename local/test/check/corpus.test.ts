import { CORPUS } from './corpus-cases';
import { checked, inTwoRegions, told } from './template';
import { check } from '../../src/check';

test.each(CORPUS.map((one) => [one.name, one] as const))('%s', (_, { resources, elsewhere, options, more, found }) => {
  expect(told(elsewhere === undefined ? checked(resources, options, more) : check(inTwoRegions(resources, elsewhere), options))).toEqual(found);
});

test('there are enough of them', () => {
  expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
  expect(CORPUS.length).toBeGreaterThanOrEqual(40);
});

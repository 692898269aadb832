import { CORPUS } from './corpus-cases';
import { checked, told } from './template';

test.each(CORPUS.map((one) => [one.name, one] as const))('%s', (_, { resources, options, more, found }) => {
  expect(told(checked(resources, options, more))).toEqual(found);
});

test('there are enough of them', () => {
  expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
  expect(CORPUS.length).toBeGreaterThanOrEqual(40);
});

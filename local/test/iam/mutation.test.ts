import { families } from './cases';
import { loadEvaluator, Mutation } from './load-evaluator';
import { mutations } from './mutations';
import { compare, Evaluator, PolicyCase } from './policy-case';

const cases = Object.values(families).flat();

function fails(evaluator: Evaluator, one: PolicyCase): boolean {
  try {
    const { wanted, got } = compare(evaluator, one);
    return JSON.stringify(wanted) !== JSON.stringify(got);
  } catch (error) {
    // A document that is refused now is a caught mutant, a mutant that is no program is none.
    if (error instanceof Error && error.name === 'MalformedPolicyError') return true;
    throw error;
  }
}

test('no case fails with the rules as they are', () => {
  const evaluator = loadEvaluator();
  expect(cases.filter(one => fails(evaluator, one))).toEqual([]);
});

test.each(mutations.map((mutation): [string, Mutation] => [mutation.rule, mutation]))('a case fails without: %s', (_rule, mutation) => {
  const evaluator = loadEvaluator(mutation);
  expect(cases.some(one => fails(evaluator, one))).toBe(true);
});

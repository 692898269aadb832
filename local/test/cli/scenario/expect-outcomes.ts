import type { Outcome, Step } from './step';

/** Fails with all that went otherwise than expected, and where. */
export function expectOutcomes(steps: readonly Step[], outcomes: readonly Outcome[]): void {
  const told = steps.map(({ operation, as, expected }, i) => ({ step: `${i + 1}. ${operation} of ${as}`, expected, ...outcomes[i] }));
  expect(told.filter(({ outcome, expected }) => outcome !== expected)).toEqual([]);
  steps.forEach(({ answer }, i) => {
    if (answer !== undefined) expect(told[i]).toMatchObject({ answer });
  });
}

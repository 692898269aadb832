import { isSurprise, type Result, type Step } from './step';

const PAUSE_MS = 2_000;

/**
 * Takes steps one after another. IAM takes some seconds until new roles and policies hold everywhere, and
 * tells nobody when: until `patience` milliseconds have passed, an unexpected refusal is tried again.
 */
export async function play(steps: readonly Step[], patience: number): Promise<Result[]> {
  const deadline = Date.now() + patience;
  const results: Result[] = [];
  for (const step of steps) {
    let result = await take(step);
    while (isSurprise(result) && result.got !== 'allowed' && Date.now() < deadline) {
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
      result = await take(step);
    }
    results.push(result);
  }
  return results;
}

async function take({ act, ...step }: Step): Promise<Result> {
  return act().then(
    () => ({ ...step, got: 'allowed' }),
    ({ name, message }: Error) => ({ ...step, got: name, message }),
  );
}

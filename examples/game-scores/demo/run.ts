import type { LocalCloud } from 'cdk-web-identity-local';
import type { Result, Step } from './step';

/** Takes the steps one after another; each is a real call over HTTP. */
export async function run(cloud: LocalCloud, steps: Step[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const step of steps) results.push(await take(cloud, step));
  return results;
}

async function take(cloud: LocalCloud, step: Step): Promise<Result> {
  const seen = new Set(cloud.decisions().map((decision) => decision.id));
  const error = await step.try().then(() => undefined, (thrown: Error) => thrown);
  const decision = cloud.decisions().filter(({ id }) => !seen.has(id)).pop();
  return {
    who: step.who,
    what: step.what,
    expected: step.refusedWith === undefined ? 'allowed' : 'refused',
    got: error === undefined ? 'allowed' : 'refused',
    error: error?.name ?? '',
    // A request that fails before any policy is asked, as with ended credentials, has AWS's own message.
    reason: decision?.reason ?? error?.message ?? '',
    // The wrong error is a surprise, too: it was refused for another reason than the one shown here.
    surprise: error?.name !== step.refusedWith,
  };
}

import { ownDataStatements, reads } from './own-items.mjs';
import { median } from './rounds.mjs';
import { load } from './sources.mjs';

const CALLER = { arn: 'arn:aws:sts::123456789012:assumed-role/Players/game', role: 'arn:aws:iam::123456789012:role/Players' };
const BATCHES = 150;
/** One decision is too short for the clock. */
const BATCH = 640;

const { compilePolicy, decide } = await load('iam/index.ts');

/** Decides on the first of so many tables; gives the median of a decision in microseconds. */
export function decider(tables, { foreign = false } = {}) {
  const names = Array.from({ length: tables }, (_, i) => `Game${i}`);
  const policies = { identity: [compilePolicy({ Version: '2012-10-17', Statement: names.flatMap(ownDataStatements) })] };
  const requests = reads('Game0', foreign);
  const wanted = foreign ? 'ImplicitlyDenied' : 'Allowed';
  for (const request of requests) {
    const { effect } = decide(policies, request, CALLER);
    if (effect !== wanted) throw new Error(`control: want ${wanted}, got ${effect}`);
  }
  return () => {
    const durations = [];
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const start = process.hrtime.bigint();
      for (let i = 0; i < BATCH; i += 1) decide(policies, requests[i % requests.length], CALLER);
      durations.push(Number(process.hrtime.bigint() - start) / 1000 / BATCH);
    }
    return median(durations);
  };
}

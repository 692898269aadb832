// Length of the rendered policies of 100 game tables ÷ the same policies by hand.
import { run } from '../support/workloads.mjs';

export default {
  unit: 'ratio',
  target: 1.05,
  measure: async () => {
    const [own, byHand] = ['constructs', 'by-hand'].map((kind) => run('game-tables.cjs', kind, 'own', 100));
    if (own.policies !== byHand.policies) throw new Error(`control: ${own.policies} policies, ${byHand.policies} by hand`);
    return own.policyBytes / byHand.policyBytes;
  },
};

// 300 game tables ÷ 100, in stacks of 100 that share users, cold processes.
import { paired } from '../support/rounds.mjs';
import { run } from '../support/workloads.mjs';

export default {
  unit: 'ratio',
  target: 3.2,
  measure: () => paired('synth_growth', {
    one: () => run('game-tables.cjs', 'constructs', 'shared', 300).cpuMs,
    other: () => run('game-tables.cjs', 'constructs', 'shared', 100).cpuMs,
    rounds: 9,
  }),
};

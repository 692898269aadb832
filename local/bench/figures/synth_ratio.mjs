// 100 game tables ÷ the same template by hand, cold processes.
import { paired } from '../support/rounds.mjs';
import { run } from '../support/workloads.mjs';

export default {
  unit: 'ratio',
  target: 1.1,
  measure: () => paired('synth_ratio', {
    one: () => run('game-tables.cjs', 'constructs', 'own', 100).cpuMs,
    other: () => run('game-tables.cjs', 'by-hand', 'own', 100).cpuMs,
  }),
};

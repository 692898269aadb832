// The process of an app with one game table that imports the library ÷ the same process without the import.
import { paired } from '../support/rounds.mjs';
import { run } from '../support/workloads.mjs';

export default {
  unit: 'ratio',
  target: 1.1,
  measure: () => paired('import_ratio', {
    one: () => run('import.cjs', 'constructs').cpuMs,
    other: () => run('import.cjs', 'by-hand').cpuMs,
    rounds: 15,
  }),
};

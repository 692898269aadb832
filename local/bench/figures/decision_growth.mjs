// One decision with 200 statements ÷ with five.
import { decider } from '../support/decisions.mjs';
import { paired } from '../support/rounds.mjs';

export default {
  unit: 'ratio',
  target: 2,
  measure: () => paired('decision_growth', { one: decider(40), other: decider(1) }),
};

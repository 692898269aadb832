// One decision on a policy of five statements: the slower of a user's own item and somebody else's.
import { decider } from '../support/decisions.mjs';
import { paired } from '../support/rounds.mjs';

export default {
  unit: 'us',
  target: 1,
  measure: () => paired('decision_us', { one: decider(1), other: decider(1, { foreign: true }), compare: Math.max }),
};

import type { Status } from '../check';

/** The verdict, for people. */
export const HEADLINES: Readonly<Record<Status, string>> = {
  isolated: 'Isolated: users reach their own data and what is shared on purpose, nothing else.',
  fragile: 'Isolated today, but by accident: see what is fragile.',
  hole: 'Not isolated: users reach what is not theirs.',
  unevaluated: 'Not proved: some of it cannot be judged.',
  nothing: 'Nothing to prove: no role that users of a web identity can take.',
};

/** What came of something: `allowed`, or the name of the error as AWS's SDK gives it. */
export type Outcome = string;

/** One thing that somebody tries, and what must come of it. */
export interface Step {
  readonly who: string;
  readonly what: string;
  readonly expected: Outcome;
  /** A belief about AWS that its documentation does not back: where a run on AWS shows another outcome, it is wrong. */
  readonly settles?: string;
  readonly act: () => Promise<unknown>;
}

export interface Result extends Omit<Step, 'act'> {
  readonly got: Outcome;
  /** AWS's message, where there was an error. */
  readonly message?: string;
}

interface Named {
  readonly name: string;
}

export function allowed({ name }: Named, what: string, act: () => Promise<unknown>, settles?: string): Step {
  return { who: name, what, expected: 'allowed', act, settles };
}

export function refused({ name }: Named, what: string, expected: Outcome, act: () => Promise<unknown>, settles?: string): Step {
  return { who: name, what, expected, act, settles };
}

export function isSurprise({ expected, got }: Result): boolean {
  return expected !== got;
}

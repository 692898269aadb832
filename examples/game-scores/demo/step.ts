/** One thing that somebody tries, and what must come of it. */
export interface Step {
  readonly who: string;
  readonly what: string;
  /** Name of AWS's error as the SDK gives it, for what must be refused; left out for what must be allowed. */
  readonly refusedWith?: string;
  try(): Promise<unknown>;
}

export interface Result {
  readonly who: string;
  readonly what: string;
  readonly expected: 'allowed' | 'refused';
  readonly got: 'allowed' | 'refused';
  /** AWS's error name; empty where allowed. */
  readonly error: string;
  /** Why, from the local cloud's decision log. */
  readonly reason: string;
  readonly surprise: boolean;
}

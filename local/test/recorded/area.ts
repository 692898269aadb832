/** One answer of AWS that somebody recorded, and what the local cloud answers to the same. */
export interface Fact {
  readonly id: string;
  readonly source: string;
  /** What AWS answered, as far as it was recorded. */
  readonly aws: unknown;
  /** What the local cloud answers, in the same form. */
  readonly ours: () => unknown;
  /** Why the two may differ. A fact that is left must differ: else it is left no more. */
  readonly left?: string;
}

/** One kind of recorded answers. */
export interface Area {
  readonly name: string;
  readonly facts: readonly Fact[];
  /** Ends what was started to answer. */
  readonly close?: () => Promise<void>;
}

import type { ErrorCode } from './error-codes';

/** Has a heading for each code. */
const PAGE = 'https://github.com/cdk-web-identity/cdk-web-identity/blob/main/docs/errors.md';

/** What is wrong with an input, and how to mend it. */
export interface Problem {
  /** Stable name of the rule, for tests and searches, for example `audience-empty`. */
  readonly code: ErrorCode;
  /** Construct path, or the factory call, and the option. */
  readonly where: string;
  readonly got: unknown;
  readonly want: string;
  readonly fix?: string;
}

/** The one error of this library: every refusal carries a code, a place, the value and the fix. */
export class WebIdentityError extends Error {
  readonly code: ErrorCode;
  readonly where: string;
  readonly got: unknown;
  readonly fix?: string;

  constructor(problem: Problem) {
    super(describe(problem));
    this.name = 'WebIdentityError';
    this.code = problem.code;
    this.where = problem.where;
    this.got = problem.got;
    this.fix = problem.fix;
  }
}

export function describe({ code, where, got, want, fix }: Problem): string {
  const advice = fix === undefined ? '' : `; fix: ${fix}`;
  return `${where}: got ${show(got)}, want ${want}${advice} (${code}) ${PAGE}#${code}`;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/**
 * One call of a client, as data: every client is given the same. Services, operations and parameters are named as in AWS's
 * API; `Upload` (of `Size` times `a`, in parts) and `PresignedGet` are what every client has on top of it.
 */
export interface Step {
  readonly service: 'dynamodb' | 's3' | 'sts';
  readonly operation: string;
  /** Whose session signs it. AssumeRoleWithWebIdentity is signed by nobody, and begins that session. */
  readonly as: string;
  readonly input: { readonly [parameter: string]: unknown };
  /** `allowed`, or the code of AWS's error. */
  readonly expected: string;
  /** What the answer must hold. A body is text. */
  readonly answer?: object;
}

/** What a client has seen. */
export interface Outcome {
  readonly outcome: string;
  readonly answer: unknown;
}

export interface Endpoint {
  readonly endpoint: string;
  readonly region: string;
}

/** Runs the steps, one after another. */
export type Client = (endpoint: Endpoint, steps: readonly Step[]) => Promise<readonly Outcome[]>;

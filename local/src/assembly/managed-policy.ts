import type { JsonObject } from './json';

/** A managed policy, of a stack or of AWS itself; path and name are in its ARN. */
export interface ManagedPolicy {
  readonly arn: string;
  /** `ANPA…` */
  readonly policyId: string;
  readonly description?: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly document: JsonObject;
}

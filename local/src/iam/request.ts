/**
 * The value of a condition key in a request. A string is a single-valued key, an array a
 * multivalued one; `[]` is a key that is present and empty, which is not the same as absent.
 */
export type ContextValue = string | readonly string[];

/** Condition keys in lower case (IAM compares key names without case) and their values. Any Map is one. */
export interface RequestContext extends Iterable<readonly [key: string, value: ContextValue]> {
  get(key: string): ContextValue | undefined;
  has(key: string): boolean;
}

/** One action on one resource, as IAM judges it. */
export interface AuthorizationRequest {
  /** Service prefix and action, for example `dynamodb:GetItem`. */
  readonly action: string;
  /** ARN of the resource, or `*` for actions that know none. */
  readonly resource: string;
  readonly context: RequestContext;
}

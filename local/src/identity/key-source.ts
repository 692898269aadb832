/** One key of an issuer's JWKS, as published: nothing in it is trusted before `jwk-selection` looked at it. */
export interface Jwk {
  readonly kty?: string;
  readonly kid?: string;
  readonly use?: string;
  readonly alg?: string;
  readonly key_ops?: readonly string[];
  readonly x5c?: readonly string[];
  readonly n?: string;
  readonly e?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly [member: string]: unknown;
}

/** Where the verification keys of an issuer come from: generated here, or fetched from a real issuer. */
export interface KeySource {
  /**
   * Keys in the order published. A source that keeps them asks anew where none has the `kid` wanted.
   * An issuer that cannot be reached throws AwsError `IDPCommunicationError`.
   */
  keys(issuer: string, kid?: unknown): Promise<readonly Jwk[]>;
}

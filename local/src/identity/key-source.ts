import type { JWK } from 'jose';

/** One key of an issuer's JWKS, as published: nothing in it is trusted before `jwk-selection` looked at it. */
export type Jwk = Readonly<JWK>;

/** Where the verification keys of an issuer come from: generated here, or fetched from a real issuer. */
export interface KeySource {
  /**
   * Keys in the order published. A source that keeps them asks anew where none has the `kid` wanted.
   * An issuer that cannot be reached throws AwsError `IDPCommunicationError`.
   */
  keys(issuer: string, kid?: unknown): Promise<readonly Jwk[]>;
}

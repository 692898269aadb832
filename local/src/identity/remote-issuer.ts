import type { AwsError } from '../aws-error';
import { fetchJson, UnexpectedAnswer } from './fetch-json';
import { membersOf } from './jwt';
import type { Jwk } from './key-source';
import { invalidToken, NO_KEY, refusal } from './token-error';

/** API reference of AssumeRoleWithWebIdentity, IDPCommunicationError. */
const CANNOT_REACH = 'The request could not be fulfilled because the identity provider (IDP) that was asked to verify the incoming identity token '
  + 'could not be reached. This is often a transient error caused by network conditions.';

/** Keys are asked for anew after this time, so that those that were withdrawn stop counting. */
const KEEP_MS = 300_000;
/** At most so often for a key nobody knows: whoever makes up key ids must not make us call the issuer. */
const REFRESH_MS = 10_000;

/** After a failure nobody asks for so long, twice as long after each further one: tokens must not make us hammer an issuer that is down. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** What the last attempt failed with: the answer to whoever asks during the pause. */
interface Failure {
  readonly error: AwsError;
  /** In a row. */
  readonly count: number;
  readonly at: number;
}

export interface RemoteIssuerOptions {
  readonly clock: () => number;
  /** For discovery and keys, each. @default 5 seconds */
  readonly timeoutMs?: number;
}

/** A real issuer: its keys are fetched from where the developer says it runs, and kept for a while. */
export class RemoteIssuer {
  private known?: { readonly keys: readonly Jwk[]; readonly at: number };
  private underway?: Promise<readonly Jwk[]>;
  private failure?: Failure;

  constructor(private readonly issuer: string, private readonly base: URL, private readonly options: RemoteIssuerOptions) {}

  async keys(kid: unknown): Promise<readonly Jwk[]> {
    const { known } = this;
    const age = known === undefined ? Infinity : this.options.clock() - known.at;
    const fresh = age < KEEP_MS && (age < REFRESH_MS || kid === undefined || known!.keys.some((key) => key.kid === kid));
    return fresh ? known!.keys : this.refresh();
  }

  /** One fetch serves all who wait. */
  private refresh(): Promise<readonly Jwk[]> {
    this.underway ??= this.attempt().finally(() => { this.underway = undefined; });
    return this.underway;
  }

  private async attempt(): Promise<readonly Jwk[]> {
    const { clock } = this.options;
    const { failure } = this;
    if (failure !== undefined && clock() - failure.at < pauseAfter(failure.count)) {
      throw refusal(failure.error.code, failure.error.message, failure.error.status, String(failure.error.cause));
    }
    try {
      const keys = await this.fetchKeys();
      this.known = { keys, at: clock() };
      this.failure = undefined;
      return keys;
    } catch (error) {
      this.failure = { error: error as AwsError, count: (failure?.count ?? 0) + 1, at: clock() };
      throw error;
    }
  }

  private async fetchKeys(): Promise<readonly Jwk[]> {
    const { timeoutMs = 5000 } = this.options;
    try {
      const discovery = await fetchJson(new URL(`${this.base.href.replace(/\/$/, '')}/.well-known/openid-configuration`), timeoutMs);
      if (discovery.get('issuer') !== this.issuer) {
        throw new UnexpectedAnswer(`the discovery document at ${this.base.href} is of the issuer ${JSON.stringify(discovery.get('issuer'))}, not of ${this.issuer}`);
      }
      return readKeys(await fetchJson(this.keysUrl(discovery.get('jwks_uri')), timeoutMs));
    } catch (error) {
      if (error instanceof UnexpectedAnswer) throw invalidToken(NO_KEY, error.message);
      throw refusal('IDPCommunicationError', CANNOT_REACH, 400, `no keys from ${this.base.href}: ${reasonOf(error)}`);
    }
  }

  /** Only on the origin that was given: a document must not send us elsewhere. */
  private keysUrl(jwksUri: unknown): URL {
    const url = typeof jwksUri === 'string' && URL.canParse(jwksUri) ? new URL(jwksUri) : undefined;
    if (url === undefined || url.origin !== this.base.origin || url.username !== '' || url.password !== '') {
      throw new UnexpectedAnswer(`jwks_uri ${JSON.stringify(jwksUri)} is not on ${this.base.origin}`);
    }
    return url;
  }
}

function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}

function readKeys(document: ReadonlyMap<string, unknown>): readonly Jwk[] {
  const keys = document.get('keys');
  if (!Array.isArray(keys) || !keys.every((key) => membersOf(key) !== undefined)) throw new Error('the key set has no list of keys');
  return keys as Jwk[];
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const { message, name, cause } = error as Error & { readonly cause?: Error };
  return name === 'TimeoutError' ? 'no answer in time' : cause?.message ?? message;
}

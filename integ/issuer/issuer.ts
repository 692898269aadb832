import { createHash, timingSafeEqual } from 'node:crypto';
import { publicJwk } from './jwk';
import { signToken, type Claims } from './sign-token';
import type { Signer } from './signer';

export interface IssuerOptions {
  readonly signer: Signer;
  /** What whoever wants a token sends as bearer. */
  readonly secret: () => Promise<string>;
  /** Scheme and host of the issuers. */
  readonly origin: string;
  /**
   * Scheme, host and port under which they are reached.
   *
   * @default - the same
   */
  readonly reachedAt?: string;
}

export interface IssuerRequest {
  readonly method: string;
  readonly path: string;
  /** The `Authorization` header. */
  readonly authorization?: string;
  readonly body: string;
}

export interface IssuerResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * OpenID Connect issuers that sign whatever whoever knows the secret asks for: for tests. Each first
 * segment of a path is an issuer of its own, since an account registers an issuer only once.
 */
export class Issuer {
  constructor(private readonly options: IssuerOptions) {}

  async respond({ method, path, authorization, body }: IssuerRequest): Promise<IssuerResponse> {
    const [, name, resource] = /^(\/[a-z-]+)\/(\.well-known\/openid-configuration|jwks|token)$/.exec(path) ?? [];
    switch (`${method} ${resource}`) {
      case 'GET .well-known/openid-configuration': return answer(200, this.discovery(name));
      case 'GET jwks': return answer(200, { keys: [publicJwk(await this.options.signer.publicKey())] });
      case 'POST token': return this.token(name, authorization, body);
      default: return answer(404, { error: 'not_found' });
    }
  }

  /** What IAM wants to find (IAM User Guide, "Create an OIDC identity provider"). */
  private discovery(name: string): object {
    const { origin, reachedAt = origin } = this.options;
    return {
      issuer: `${origin}${name}`,
      jwks_uri: `${reachedAt}${name}/jwks`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      claims_supported: ['iss', 'sub', 'aud', 'azp', 'iat', 'exp'],
    };
  }

  private async token(name: string, authorization: string | undefined, body: string): Promise<IssuerResponse> {
    const { origin, secret, signer } = this.options;
    if (!isSame(authorization ?? '', `Bearer ${await secret()}`)) return answer(401, { error: 'invalid_token' });
    const claims = claimsIn(body);
    if (claims === undefined) return answer(400, { error: 'invalid_request' });
    return answer(200, { token: await signToken(claims, `${origin}${name}`, signer, Math.floor(Date.now() / 1000)) });
  }
}

function claimsIn(body: string): Claims | undefined {
  try {
    const claims: unknown = JSON.parse(body);
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims) ? claims as Claims : undefined;
  } catch {
    return undefined;
  }
}

/** In the same time, whatever was sent. */
function isSame(got: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(got), digest(wanted));
}

function answer(statusCode: number, content: object): IssuerResponse {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) };
}

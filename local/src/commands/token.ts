import { postLocal } from './local-endpoint';

export interface TokenOptions {
  readonly endpoint: string;
  readonly secret?: string;
  readonly provider: string;
  readonly app: string;
  readonly user: string;
  readonly claim?: { readonly [name: string]: unknown };
  readonly expiresIn?: number;
}

/** Prints the token alone, for `$(…)`. */
export async function token({ endpoint, secret, provider, app, user, claim: claims, expiresIn }: TokenOptions): Promise<void> {
  const answer = await postLocal<{ token?: unknown }>(endpoint, 'token', secret, { provider, app, user, claims, expiresIn });
  if (typeof answer.token !== 'string') throw new Error(`${endpoint} answered without a token: is it the local cloud?`);
  console.log(answer.token);
}

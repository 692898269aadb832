import { LOCAL_PATH, SECRET_HEADER } from '../gateway/local-service';
import { readSecret } from './secret-file';

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
  const response = await fetch(new URL(`${LOCAL_PATH}token`, endpoint), {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SECRET_HEADER]: secret ?? readSecret(endpoint) },
    body: JSON.stringify({ provider, app, user, claims, expiresIn }),
  }).catch(() => { throw new Error(`${endpoint} does not answer: is the local cloud running?`); });
  const body = await response.json() as { token?: string; message?: string };
  if (body.token === undefined) throw new Error(body.message ?? `${endpoint} answered ${response.status}`);
  console.log(body.token);
}

import type { CloudAccess } from './cloud-environment';
import { hasSecret, readSecret } from './secret-file';
import { LOCAL_PATH, SECRET_HEADER } from '../gateway/local/path';

/** Asks one of the running local cloud's own endpoints. Throws with its message where it refuses. */
export async function postLocal<T>(endpoint: string, name: string, secret: string | undefined, body: object): Promise<T> {
  return askLocal(endpoint, name, secret, { method: 'POST', body: JSON.stringify(body) });
}

export async function getLocal<T>(endpoint: string, name: string, secret: string | undefined): Promise<T> {
  return askLocal(endpoint, name, secret, { method: 'GET' });
}

/** The local cloud of this user that runs at an endpoint. */
export async function findCloud(endpoint: string): Promise<CloudAccess | undefined> {
  if (!hasSecret(endpoint) || !await answers(endpoint)) return undefined;
  return { ...await getLocal<CloudAccess>(endpoint, 'cloud', undefined), endpoint };
}

/** A secret outlives a process that was killed. */
function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint, { method: 'HEAD', redirect: 'error' }).then(() => true, () => false);
}

async function askLocal<T>(
  endpoint: string, name: string, secret: string | undefined, request: { readonly method: string; readonly body?: string },
): Promise<T> {
  const response = await fetch(`${endpoint}${LOCAL_PATH}${name}`, {
    ...request,
    headers: { 'content-type': 'application/json', [SECRET_HEADER]: secret ?? readSecret(endpoint) },
    // The secret follows nobody elsewhere.
    redirect: 'error',
  }).catch(() => { throw new Error(`${endpoint} does not answer: is the local cloud running?`); });
  const answer = await response.json().catch(() => ({})) as T & { readonly message?: string };
  if (!response.ok) throw new Error(answer.message ?? `${endpoint} answered ${response.status}: is it the local cloud?`);
  return answer;
}

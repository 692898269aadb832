import type { Claims } from './sign-token';

/** Has an issuer sign a token. */
export async function requestToken(issuerUrl: string, secret: string, claims: Claims): Promise<string> {
  const response = await fetch(`${issuerUrl}/token`, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(claims),
  });
  if (!response.ok) throw new Error(`${issuerUrl}/token answered ${response.status}`);
  return (await response.json() as { token: string }).token;
}

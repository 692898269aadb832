import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oidcContext } from '../../src/identity/condition-keys';
import { sharedIssuerClaims } from '../../src/identity/issuer-facts';

test('the constructs and the local cloud know the same of issuers', () => {
  const [here, there] = ['local/src/identity/issuer-facts.ts', 'src/providers/issuer-facts.ts'].map((file) => readFileSync(join(__dirname, '../../..', file), 'utf8'));
  expect(here).toBe(there);
});

/** IAM User Guide, "Available keys for AWS OIDC federation"; Service Authorization Reference 2026-09. */
test.each<[issuer: string, claims: Record<string, unknown>, key: string, value: string]>([
  ['token.actions.githubusercontent.com', { repository_id: '7' }, 'repository_id', '7'],
  ['token.actions.githubusercontent.com/octo-enterprise', { repository_id: '7' }, 'repository_id', '7'],
  ['octo.ghe.com', { actor_id: '8' }, 'actor_id', '8'],
  ['token.actions.octo.ghe.com', { actor_id: '8' }, 'actor_id', '8'],
  ['gitlab.com', { user_access_level: 'owner' }, 'user_access_level', 'owner'],
  ['gitlab.com', { ref_protected: true }, 'ref_protected', 'true'],
  ['agent.buildkite.com', { organization_slug: 'acme' }, 'organization_slug', 'acme'],
  ['oidc.circleci.com/org/1', { 'oidc.circleci.com/project-id': '9' }, 'oidc.circleci.com/project-id', '9'],
  ['idcs-1.identity.oraclecloud.com', { rpst_id: 'r' }, 'rpst_id', 'r'],
  ['accounts.google.com', { 'google/organization_number': 12 }, 'google/organization_number', '12'],
  ['accounts.google.com', { google: { organization_number: 12 } }, 'google/organization_number', '12'],
])('%s with %j: %s is %j in the trust policy, and nowhere later', (issuer, claims, key, value) => {
  const { trust, session } = oidcContext(issuer, 'sub', { audience: 'app', original: ['app'] }, new Map(Object.entries(claims)));
  expect(trust.get(`${issuer}:${key}`)).toBe(value);
  expect([...session].map(([name]) => name).sort()).toEqual([`${issuer}:aud`, `${issuer}:sub`]);
});

test.each(['gitlab.com.example.org', 'gitlab.example.org', 'ghe.com.example.org', 'oidc.circleci.com', 'oidc.circleci.com/org/1/more', 'x.idcs-1.identity.oraclecloud.com'])('%s is none of them', (issuer) => {
  expect(sharedIssuerClaims(issuer)).toEqual([]);
});

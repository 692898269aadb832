import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { chosenRoleOf, CLAIM_CASES, RULE_CASES, TAG_CASES, tagsOf, TOKEN_ROLE_CASES } from './role-cases';
import { unnoticed } from '../iam/mutants/unnoticed';

/* All that the general mutators make of which role and which tags the claims of a token give. */

const SOURCES = resolve(__dirname, '../../src');

test('a case notices every change of how a role is chosen', async () => {
  const { left, of } = await unnoticed(SOURCES, 'cognito/role-mapping.ts', 'cognito/role-mapping.ts', ({ chosenRole }) => (
    [...RULE_CASES, ...CLAIM_CASES, ...TOKEN_ROLE_CASES].every(([mapping, claims, role]) => chosenRoleOf(chosenRole, mapping, claims) === role)));
  expect(of).toBeGreaterThan(40);
  // Undefined is no match either.
  expect(left).toEqual(['holds: return 1 undefined']);
}, 120_000);

test('a case notices every change of how tags are made', async () => {
  const { left, of } = await unnoticed(SOURCES, 'cognito/principal-tags.ts', 'cognito/principal-tags.ts', ({ principalTags, DEFAULT_TAGS }) => (
    TAG_CASES.every(({ tags, ...given }) => isDeepStrictEqual(tagsOf(principalTags, given), tags))
    && isDeepStrictEqual([...DEFAULT_TAGS], [['username', 'sub'], ['client', 'aud']])));
  expect(of).toBeGreaterThan(20);
  // Under the provider's name itself there is nothing: it was looked up before.
  expect(left).toEqual(['principalTags: ?? 2 left']);
}, 120_000);

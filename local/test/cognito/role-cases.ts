import type { chosenRole, RoleMapping, RoleRule } from '../../src/cognito/role-mapping';

/* Amazon Cognito Developer Guide, "Using role-based access control" and "Using attributes for access control". */

type Claims = Readonly<Record<string, unknown>>;
export type RoleCase = readonly [mapping: Partial<RoleMapping>, claims: Claims, role: string];

export const ruleOf = (match: RoleRule['match'], value: string, roleArn = 'role', claim = 'level'): RoleRule => ({ claim, match, value, roleArn });

/** The role's ARN, or what becomes of the request without one. */
export function chosenRoleOf(choose: typeof chosenRole, mapping: Partial<RoleMapping>, claims: Claims): string {
  const role = choose({ ambiguous: 'Deny', ...mapping }, new Map(Object.entries(claims)));
  return typeof role === 'object' ? role.roleArn : role;
}

export const RULE_CASES: readonly RoleCase[] = ([
  ['Equals', 'gold', 'gold', 'role'], ['Equals', 'gold', 'golden', 'Deny'], ['Equals', 'gold', 'Gold', 'Deny'],
  ['NotEqual', 'gold', 'silver', 'role'], ['NotEqual', 'gold', 'gold', 'Deny'],
  ['StartsWith', 'gold', 'golden', 'role'], ['StartsWith', 'gold', 'a gold', 'Deny'],
  ['Contains', 'gold', 'a gold', 'role'], ['Contains', 'gold', 'silver', 'Deny'], ['Contains', 'gold', 'golden', 'role'],
  ['Contains', 'gold', ['silver', 'gold'], 'role'], ['Contains', 'gold', ['golden'], 'Deny'], ['Contains', 'gold', [], 'Deny'],
  ['Equals', 'gold', ['gold'], 'Deny'], ['NotEqual', 'gold', ['silver'], 'Deny'], ['NotEqual', 'gold', undefined, 'Deny'], ['StartsWith', 'gold', ['gold'], 'Deny'],
  ['NotEqual', 'gold', null, 'Deny'], ['NotEqual', 'gold', {}, 'Deny'], ['Equals', '7', 7, 'role'], ['Equals', 'true', true, 'role'],
] as const).map(([match, value, level, role]) => [{ rules: [ruleOf(match, value)] }, { level }, role]);

const ORDERED = [ruleOf('Equals', 'gold', 'first'), ruleOf('StartsWith', 'g', 'second'), ruleOf('NotEqual', 'x', 'third')];

export const CLAIM_CASES: readonly RoleCase[] = [
  [{ rules: ORDERED }, { level: 'gold' }, 'first'],
  [{ rules: ORDERED }, { level: 'green' }, 'second'],
  [{ rules: ORDERED }, { level: 'red' }, 'third'],
  [{ rules: [ruleOf('Equals', 'gold')], ambiguous: 'AuthenticatedRole' }, {}, 'AuthenticatedRole'],
  // Where there are rules, nothing else in the token chooses.
  [{ rules: [ruleOf('Equals', 'gold')] }, { 'cognito:preferred_role': 'a', 'cognito:roles': ['a'] }, 'Deny'],
];

export const TOKEN_ROLE_CASES: readonly RoleCase[] = [
  [{}, { 'cognito:preferred_role': 'a', 'cognito:roles': ['a', 'b'] }, 'a'],
  [{}, { 'cognito:preferred_role': 7, 'cognito:roles': ['b'] }, 'b'],
  [{}, { 'cognito:roles': ['b'] }, 'b'],
  [{}, { 'cognito:roles': ['a', 'b'] }, 'Deny'],
  [{}, { 'cognito:roles': [7] }, 'Deny'],
  [{}, { 'cognito:roles': [] }, 'Deny'],
  [{}, { 'cognito:roles': 'a' }, 'Deny'],
  [{}, {}, 'Deny'],
];

interface TagCase {
  readonly mappings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** ARN, by provider. */
  readonly providers?: Readonly<Record<string, { readonly arn?: string }>>;
  readonly logins: readonly (readonly [provider: string, claims: Claims])[];
  /** Or what it is refused with. */
  readonly tags: Readonly<Record<string, string>> | readonly [code: string, message: string, status: number];
}

const REFUSED = ['NotAuthorizedException', 'Invalid login token.', 400] as const;

export const TAG_CASES: readonly TagCase[] = [
  { mappings: { a: { team: 'group', who: 'sub' } }, logins: [['a', { group: 'red', sub: '1' }]], tags: { team: 'red', who: '1' } },
  { mappings: { a: { team: 'group', who: 'sub' } }, logins: [['a', { sub: '1' }]], tags: { who: '1' } },
  { mappings: { a: { team: 'group', who: 'sub' } }, logins: [['a', { group: null, sub: 7 }]], tags: { who: '7' } },
  { mappings: { a: { team: 'group' } }, logins: [['a', { group: ['red'] }]], tags: REFUSED },
  { mappings: { a: { team: 'group' } }, logins: [['a', { group: {} }]], tags: REFUSED },
  { mappings: { a: { team: 'group' } }, logins: [['b', { group: 'red' }]], tags: {} },
  { mappings: { arn: { team: 'group' } }, providers: { a: { arn: 'arn' } }, logins: [['a', { group: 'red' }]], tags: { team: 'red' } },
  { mappings: { arn: { team: 'group' } }, providers: { a: {} }, logins: [['a', { group: 'red' }]], tags: {} },
  { mappings: { a: { team: 'group' }, arn: { team: 'other' } }, providers: { a: { arn: 'arn' } }, logins: [['a', { group: 'red', other: 'blue' }]], tags: { team: 'red' } },
  { mappings: { a: { team: 'group' }, b: { team: 'group' } }, logins: [['a', { group: 'red' }], ['b', { group: 'red' }]], tags: { team: 'red' } },
  { mappings: { a: { team: 'group' }, b: { team: 'group' } }, logins: [['a', { group: 'red' }], ['b', { group: 'blue' }]], tags: REFUSED },
  { mappings: { a: { team: 'group' }, b: { who: 'sub' } }, logins: [['a', { group: 'red' }], ['b', { sub: '1' }]], tags: { team: 'red', who: '1' } },
];

/** What becomes of a case. */
export function tagsOf(
  principalTags: (pool: any, logins: any) => ReadonlyMap<string, string>, { mappings, providers = {}, logins }: Omit<TagCase, 'tags'>,
): TagCase['tags'] {
  const ofProviders = Object.entries(mappings).map(([name, one]) => [name, new Map(Object.entries(one))] as const);
  const pool = { principalTags: new Map(ofProviders), providers: new Map(Object.entries(providers)) };
  try {
    return Object.fromEntries(principalTags(pool, logins.map(([provider, claims]) => ({ provider, claims: new Map(Object.entries(claims)) }))));
  } catch (error) {
    const { code, message, status } = error as { readonly code: string; readonly message: string; readonly status: number };
    return [code, message, status];
  }
}

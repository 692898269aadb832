import { FAIL_CLOSED, IAM_TAGS, REAL_STS, refused, type TokenCase } from '../token-case';

const BAD = refused('principal_tags passed in claim is not in correct format.');
const TAGS = 'https://aws.amazon.com/tags';
const FLAT = `${TAGS}/principal_tags/`;
const tags = (principal_tags: unknown, more: object = {}) => ({ [TAGS]: { principal_tags, ...more } });
const sessionTags = (entries: Record<string, string>) => ({ sessionTags: new Map(Object.entries(entries)) });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, ['v']]));
const source = (value: unknown) => ({ 'https://aws.amazon.com/source_identity': value });
const roles = (value: unknown) => ({ 'https://aws.amazon.com/roles': value });
const SOURCE_IDENTITY = 'service model of STS, 2026-11: sourceIdentityType, 2 to 256 of [\\w+=,.@-]';
const NO_ROLE = refused('The roles claim contains no valid role ARNs');
const NO_ROLES = refused('The roles claim is not in a supported format');
const ARN = 'arn:aws:iam::111122223333:role/Players';

/** Session tags, source identity, roles. */
export const AWS_CLAIM_CASES: readonly TokenCase[] = [
  { name: 'no AWS claims', source: IAM_TAGS, identity: { ...sessionTags({}), transitiveTagKeys: [], sourceIdentity: undefined, roles: undefined } },
  { name: 'tags nested', source: IAM_TAGS, claims: tags({ Project: ['Automation'], Cost: ['1'] }), identity: sessionTags({ Project: 'Automation', Cost: '1' }) },
  { name: 'tags flattened', source: IAM_TAGS, claims: { [`${FLAT}Project`]: 'Automation' }, identity: sessionTags({ Project: 'Automation' }) },
  { name: 'tags in both forms', source: FAIL_CLOSED, claims: { ...tags({ A: ['1'] }), [`${FLAT}B`]: '2' }, identity: sessionTags({ A: '1', B: '2' }) },
  { name: 'a tag in both forms', source: FAIL_CLOSED, claims: { ...tags({ A: ['1'] }), [`${FLAT}a`]: '2' }, error: BAD },
  { name: 'transitive keys', source: IAM_TAGS, claims: tags({ A: ['1'], B: ['2'] }, { transitive_tag_keys: ['A'] }), identity: { transitiveTagKeys: ['A'] } },
  { name: 'transitive keys flattened', source: IAM_TAGS, claims: { [`${FLAT}A`]: '1', [`${TAGS}/transitive_tag_keys`]: ['A'] }, identity: { transitiveTagKeys: ['A'] } },
  { name: 'transitive key without its tag', source: IAM_TAGS, claims: tags({ A: ['1'] }, { transitive_tag_keys: ['B'] }), error: BAD },
  { name: 'tags without any', source: FAIL_CLOSED, claims: tags(undefined), identity: { ...sessionTags({}) } },
  { name: 'a transitive key 50 times', source: FAIL_CLOSED, claims: tags({ A: ['1'] }, { transitive_tag_keys: Array(50).fill('A') }), identity: {} },
  { name: 'transitive keys that are no texts', source: FAIL_CLOSED, claims: tags({ A: ['1'] }, { transitive_tag_keys: [1] }), error: BAD },
  { name: 'a transitive key 51 times', source: FAIL_CLOSED, claims: tags({ A: ['1'] }, { transitive_tag_keys: Array(51).fill('A') }), error: BAD },
  { name: 'transitive keys a text', source: FAIL_CLOSED, claims: tags({ A: ['1'] }, { transitive_tag_keys: 'A' }), error: BAD },
  { name: 'tag value a text', source: REAL_STS, claims: tags({ A: '1' }), error: BAD },
  { name: 'tag with two values', source: REAL_STS, claims: tags({ A: ['1', '2'] }), error: BAD },
  { name: 'tag with no value', source: REAL_STS, claims: tags({ A: [] }), error: BAD },
  { name: 'tag value a number', source: REAL_STS, claims: tags({ A: [1] }), error: BAD },
  { name: 'tag value empty', source: IAM_TAGS, claims: tags({ A: [''] }), identity: sessionTags({ A: '' }) },
  { name: 'tag value of 256 characters', source: IAM_TAGS, claims: tags({ A: ['v'.repeat(256)] }), identity: sessionTags({ A: 'v'.repeat(256) }) },
  { name: 'tag value of 257 characters', source: IAM_TAGS, claims: tags({ A: ['v'.repeat(257)] }), error: BAD },
  { name: 'tag value with |', source: 'Auth0 guides: the same message', claims: tags({ A: ['auth0|x'] }), error: BAD },
  { name: 'tag key of 129 characters', source: IAM_TAGS, claims: tags({ ['k'.repeat(129)]: ['v'] }), error: BAD },
  { name: 'tag key empty', source: IAM_TAGS, claims: tags({ '': ['v'] }), error: BAD },
  { name: 'tag key aws:', source: IAM_TAGS, claims: tags({ 'AWS:x': ['v'] }), error: BAD },
  { name: 'tag keys that differ in case', source: IAM_TAGS, claims: tags({ A: ['1'], a: ['2'] }), error: BAD },
  { name: 'tag key __proto__', source: FAIL_CLOSED, payload: `{"iss":"https://login.example.com","sub":"u","aud":"app-1","iat":1,"exp":9999999999,"${TAGS}":{"principal_tags":{"__proto__":["v"]}}}`, identity: { sessionTags: new Map([['__proto__', 'v']]) } },
  { name: '50 tags', source: IAM_TAGS, claims: tags(many(50)), identity: {} },
  { name: '51 tags', source: IAM_TAGS, claims: tags(many(51)), error: BAD },
  { name: 'tags a list', source: REAL_STS, claims: { [TAGS]: [] }, error: BAD },
  { name: 'tags null', source: REAL_STS, claims: { [TAGS]: null }, error: BAD },
  { name: 'principal_tags a list', source: REAL_STS, claims: tags([]), error: BAD },
  { name: 'flattened tag value a list', source: REAL_STS, claims: { [`${FLAT}A`]: ['1'] }, error: BAD },
  { name: 'source identity', source: IAM_TAGS, claims: source('alice@example.com'), identity: { sourceIdentity: 'alice@example.com' } },
  { name: 'source identity of 256 characters', source: SOURCE_IDENTITY, claims: source('a'.repeat(256)), identity: { sourceIdentity: 'a'.repeat(256) } },
  ...['a', 'a'.repeat(257), 'a b', 'a:b', 1, null, ['alice']].map((value) => (
    { name: `source identity ${JSON.stringify(value).slice(0, 12)}`, source: SOURCE_IDENTITY, claims: source(value), error: refused() }
  )),
  { name: 'roles', source: REAL_STS, claims: roles([ARN, `${ARN}2`]), identity: { roles: [ARN, `${ARN}2`] } },
  { name: 'roles with ;', source: REAL_STS, claims: roles(`${ARN}; ${ARN}2`), identity: { roles: [ARN, `${ARN}2`] } },
  { name: 'roles null', source: REAL_STS, claims: roles(null), identity: { roles: undefined } },
  { name: 'roles beside what is none', source: REAL_STS, claims: roles([123, ARN, null, [`${ARN}2`], {}, 'x']), identity: { roles: [ARN] } },
  ...[[], '', [[ARN]], [1], [null], 'arn:aws:iam::111122223333:role/*', ARN.toUpperCase(), `${ARN},${ARN}2`, ';', 'Players', 'arn:aws:iam::111122223333:user/alice', 'arn:aws:sts::111122223333:assumed-role/Players/x'].map((value) => (
    { name: `roles ${JSON.stringify(value)}`, source: REAL_STS, claims: roles(value), error: NO_ROLE }
  )),
  ...[1, 0, true, false, {}, { role: ARN }].map((value) => ({ name: `roles ${JSON.stringify(value)}`, source: REAL_STS, claims: roles(value), error: NO_ROLES })),
];

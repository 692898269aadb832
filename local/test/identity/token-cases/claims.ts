import { FAIL_CLOSED, IAM_KEYS, NOW, REAL_STS, refused, type TokenCase } from '../token-case';

const payload = (claims: string) => `{"iss":"https://login.example.com","sub":"user-1","aud":"app-1","iat":${NOW},"exp":${NOW + 3600},${claims}}`;

/** Which claims must be there, and what a subject may be. */
export const CLAIM_CASES: readonly TokenCase[] = [
  { name: 'the usual claims', source: REAL_STS, identity: { subject: 'user-1', audience: 'app-1' } },
  ...['iss', 'sub', 'aud', 'iat', 'exp'].map((claim) => (
    { name: `${claim} absent`, source: REAL_STS, claims: { [claim]: undefined }, error: refused(`Missing a required claim: ${claim}`) }
  )),
  { name: 'all claims absent: iss is named', source: FAIL_CLOSED, payload: '{}', error: refused('Missing a required claim: iss') },
  { name: 'aud and exp absent: aud is named', source: FAIL_CLOSED, claims: { aud: undefined, exp: undefined }, error: refused('Missing a required claim: aud') },
  { name: 'iss a number', source: FAIL_CLOSED, claims: { iss: 1 }, error: refused() },
  { name: 'iss null', source: FAIL_CLOSED, claims: { iss: null }, error: refused() },
  { name: 'iss a list', source: FAIL_CLOSED, claims: { iss: ['https://login.example.com'] }, error: refused() },
  { name: 'sub empty', source: REAL_STS, claims: { sub: '' }, identity: { subject: '' } },
  { name: 'sub one character', source: REAL_STS, claims: { sub: 'a' }, identity: { subject: 'a' } },
  { name: 'sub 256 characters', source: REAL_STS, claims: { sub: 'a'.repeat(256) }, identity: { subject: 'a'.repeat(256) } },
  { name: 'sub 10,000 characters', source: REAL_STS, claims: { sub: 'a'.repeat(10_000) }, identity: { subject: 'a'.repeat(10_000) } },
  { name: 'sub a number', source: REAL_STS, claims: { sub: 42 }, identity: { subject: '42' } },
  { name: 'sub zero', source: REAL_STS, claims: { sub: 0 }, identity: { subject: '0' } },
  { name: 'sub 2^53 - 1', source: REAL_STS, claims: { sub: 9007199254740991 }, identity: { subject: '9007199254740991' } },
  { name: 'sub 2^53 + 1, which would read as its neighbour', source: FAIL_CLOSED, payload: payload('"sub":9007199254740993'), error: refused() },
  { name: 'sub a fraction', source: FAIL_CLOSED, claims: { sub: 1.5 }, error: refused() },
  { name: 'sub too large a number', source: FAIL_CLOSED, payload: payload('"sub":1e400'), error: refused() },
  { name: 'sub null', source: REAL_STS, claims: { sub: null }, error: ['InternalFailure', 'Unknown error validating third-party token', 500] },
  { name: 'sub true', source: FAIL_CLOSED, claims: { sub: true }, error: refused() },
  { name: 'sub a list', source: FAIL_CLOSED, claims: { sub: ['user-1'] }, error: refused() },
  { name: 'sub an object', source: FAIL_CLOSED, claims: { sub: {} }, error: refused() },
  { name: 'sub beyond Latin-1', source: REAL_STS, claims: { sub: 'ユーザー' }, identity: { subject: 'ユーザー' } },
  { name: 'sub with |, / and :', source: IAM_KEYS, claims: { sub: 'auth0|a/b:c' }, identity: { subject: 'auth0|a/b:c' } },
  { name: 'sub with policy wildcards', source: IAM_KEYS, claims: { sub: '*?${x}' }, identity: { subject: '*?${x}' } },
  { name: 'sub twice: the last wins', source: REAL_STS, payload: payload('"sub":"user-2"'), identity: { subject: 'user-2' } },
  { name: 'aud twice: the last wins', source: REAL_STS, payload: payload('"aud":"app-2"'), identity: { audience: 'app-2' } },
  { name: 'aud twice: the last wins, unregistered', source: REAL_STS, payload: payload('"aud":"app-9"'), error: refused() },
  { name: 'exp twice: the last wins', source: REAL_STS, payload: payload('"exp":null'), error: refused('Invalid timestamp in token claims.') },
  { name: '__proto__ brings no claims', source: FAIL_CLOSED, payload: '{"__proto__":{"iss":"https://login.example.com"}}', error: refused('Missing a required claim: iss') },
  { name: 'claims named like members of Object', source: FAIL_CLOSED, payload: payload('"constructor":1,"toString":null,"__proto__":[]'), identity: { subject: 'user-1' } },
  { name: 'further claims are ignored', source: 'IAM User Guide, "Create an OIDC identity provider": extra claims', claims: { my_custom_claim: 'x', hd: 'example.com', groups: ['a'] }, identity: { subject: 'user-1' } },
];

import { FAIL_CLOSED, IAM_KEYS, REAL_STS, refused, type TokenCase } from '../token-case';

const GOOGLE = 'https://accounts.google.com';
const TWO = 'Token audience contains more than one audience while authorized party is not present';

/** `azp` before `aud`, against the provider's client list; built-in providers have none. */
export const AUDIENCE_CASES: readonly TokenCase[] = [
  { name: 'second client id', source: REAL_STS, claims: { aud: 'app-2' }, identity: { audience: 'app-2' } },
  { name: 'aud not registered', source: REAL_STS, claims: { aud: 'app-9' }, error: refused() },
  { name: 'aud in another case', source: REAL_STS, claims: { aud: 'APP-1' }, error: refused() },
  { name: 'aud with a blank', source: FAIL_CLOSED, claims: { aud: 'app-1 ' }, error: refused() },
  { name: 'aud begins like a client id', source: FAIL_CLOSED, claims: { aud: 'app-1.evil' }, error: refused() },
  { name: 'aud a list of one', source: REAL_STS, claims: { aud: ['app-1'] }, identity: { audience: 'app-1' } },
  { name: 'aud a list of one, not registered', source: REAL_STS, claims: { aud: ['app-9'] }, error: refused() },
  { name: 'aud a list of two, both registered, no azp', source: REAL_STS, claims: { aud: ['app-1', 'app-2'] }, error: refused(TWO) },
  { name: 'aud a list of three, no azp', source: REAL_STS, claims: { aud: ['app-1', 'app-2', 'x'] }, error: refused(TWO) },
  { name: 'aud twice the same, no azp', source: REAL_STS, claims: { aud: ['app-1', 'app-1'] }, error: refused(TWO) },
  { name: 'aud an empty list', source: REAL_STS, claims: { aud: [] }, error: refused('Claim is not allowed to be empty: aud') },
  { name: 'aud an empty list with azp', source: REAL_STS, claims: { aud: [], azp: 'app-1' }, error: refused('Claim is not allowed to be empty: aud') },
  { name: 'aud empty', source: FAIL_CLOSED, claims: { aud: '' }, error: refused() },
  { name: 'aud null', source: FAIL_CLOSED, claims: { aud: null }, error: refused() },
  { name: 'aud a number', source: FAIL_CLOSED, claims: { aud: 1 }, error: refused() },
  { name: 'aud an object', source: FAIL_CLOSED, claims: { aud: { 0: 'app-1' } }, error: refused() },
  { name: 'aud a list with a number', source: FAIL_CLOSED, claims: { aud: ['app-1', 1], azp: 'app-1' }, error: refused() },
  { name: 'aud a list with an empty text', source: FAIL_CLOSED, claims: { aud: ['app-1', ''], azp: 'app-1' }, error: refused() },
  { name: 'azp and aud the same', source: IAM_KEYS, claims: { azp: 'app-1' }, identity: { audience: 'app-1' } },
  { name: 'azp registered, aud not', source: REAL_STS, claims: { azp: 'app-2', aud: 'other-api' }, identity: { audience: 'app-2' } },
  { name: 'aud registered, azp not', source: REAL_STS, claims: { azp: 'app-9' }, error: refused() },
  { name: 'azp with two audiences', source: REAL_STS, claims: { azp: 'app-1', aud: ['other-api', 'app-1'] }, identity: { audience: 'app-1' } },
  { name: 'azp unregistered with two registered audiences', source: REAL_STS, claims: { azp: 'app-9', aud: ['app-1', 'app-2'] }, error: refused() },
  { name: 'azp empty', source: REAL_STS, claims: { azp: '' }, error: refused() },
  { name: 'azp null', source: FAIL_CLOSED, claims: { azp: null }, error: refused() },
  { name: 'azp a list', source: FAIL_CLOSED, claims: { azp: ['app-1'] }, error: refused() },
  { name: 'azp a number', source: FAIL_CLOSED, claims: { azp: 1 }, error: refused() },
  { name: 'Google has no client list', source: IAM_KEYS, claims: { iss: GOOGLE, aud: 'anyone' }, identity: { audience: 'anyone', federated: 'accounts.google.com' } },
  { name: 'Google: azp ours, aud theirs', source: IAM_KEYS, claims: { iss: GOOGLE, azp: 'ours', aud: 'theirs' }, identity: { audience: 'ours' } },
  { name: 'Google: two audiences, no azp', source: IAM_KEYS, claims: { iss: GOOGLE, aud: ['ours', 'theirs'] }, error: refused(TWO) },
  { name: 'Google: azp empty', source: IAM_KEYS, claims: { iss: GOOGLE, azp: '' }, error: refused() },
  { name: 'Google: aud empty', source: FAIL_CLOSED, claims: { iss: GOOGLE, aud: '' }, error: refused() },
];

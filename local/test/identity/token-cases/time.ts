import { FAIL_CLOSED, NOW, REAL_STS, refused, type TokenCase } from '../token-case';

const BAD = refused('Invalid timestamp in token claims.');
const expired = (exp: number) =>
  ['ExpiredTokenException', `Token expired: current date/time ${NOW - 300} must be before the expiration date/time ${exp}`, 400] as const;
const future = (iat: number) => refused(`Token issued in the future: ${iat}`);
const early = (nbf: number) =>
  refused(`Token not yet valid: current date/time ${NOW + 300} must be after or equal to the not-before date/time ${nbf}`);

/** Five minutes of skew, and what counts as a timestamp. */
export const TIME_CASES: readonly TokenCase[] = [
  { name: 'exp now', source: REAL_STS, claims: { exp: NOW }, identity: {} },
  { name: 'exp 299 s ago', source: REAL_STS, claims: { exp: NOW - 299 }, identity: {} },
  { name: 'exp 300 s ago', source: REAL_STS, claims: { exp: NOW - 300 }, error: expired(NOW - 300) },
  { name: 'exp an hour ago', source: REAL_STS, claims: { exp: NOW - 3600 }, error: expired(NOW - 3600) },
  { name: 'exp zero', source: REAL_STS, claims: { exp: 0 }, error: expired(0) },
  { name: 'exp negative', source: FAIL_CLOSED, claims: { exp: -1 }, error: expired(-1) },
  { name: 'exp in ten years', source: REAL_STS, claims: { exp: NOW + 315_360_000 }, identity: {} },
  { name: 'iat 300 s ahead', source: REAL_STS, claims: { iat: NOW + 300 }, identity: {} },
  { name: 'iat 301 s ahead', source: REAL_STS, claims: { iat: NOW + 301 }, error: future(NOW + 301) },
  { name: 'iat years ago', source: REAL_STS, claims: { iat: 1 }, identity: {} },
  { name: 'iat after exp', source: FAIL_CLOSED, claims: { iat: NOW + 100, exp: NOW + 50 }, identity: {} },
  { name: 'nbf now', source: REAL_STS, claims: { nbf: NOW }, identity: {} },
  { name: 'nbf 300 s ahead', source: REAL_STS, claims: { nbf: NOW + 300 }, identity: {} },
  { name: 'nbf 301 s ahead', source: REAL_STS, claims: { nbf: NOW + 301 }, error: early(NOW + 301) },
  { name: 'exp an integer in quotes', source: REAL_STS, claims: { exp: String(NOW + 60) }, identity: {} },
  { name: 'iat and nbf integers in quotes', source: REAL_STS, claims: { iat: String(NOW), nbf: String(NOW) }, identity: {} },
  { name: 'exp in quotes and past', source: REAL_STS, claims: { exp: String(NOW - 400) }, error: expired(NOW - 400) },
  ...['exp', 'iat', 'nbf'].flatMap((claim) => [
    { name: `${claim} a fraction`, source: REAL_STS, claims: { [claim]: NOW + 0.5 }, error: BAD },
    { name: `${claim} null`, source: REAL_STS, claims: { [claim]: null }, error: BAD },
    { name: `${claim} words`, source: REAL_STS, claims: { [claim]: 'tomorrow' }, error: BAD },
  ]),
  { name: 'exp a fraction in quotes', source: REAL_STS, claims: { exp: `${NOW}.5` }, error: BAD },
  { name: 'exp empty', source: REAL_STS, claims: { exp: '' }, error: BAD },
  { name: 'exp true', source: FAIL_CLOSED, claims: { exp: true }, error: BAD },
  { name: 'exp a list', source: FAIL_CLOSED, claims: { exp: [NOW + 60] }, error: BAD },
  { name: 'exp an object', source: FAIL_CLOSED, claims: { exp: {} }, error: BAD },
  { name: 'exp hexadecimal', source: FAIL_CLOSED, claims: { exp: '0x7fffffff' }, error: BAD },
  { name: 'exp with a blank', source: FAIL_CLOSED, claims: { exp: ` ${NOW + 60}` }, error: BAD },
  { name: 'exp in exponent form in quotes', source: FAIL_CLOSED, claims: { exp: '1e12' }, error: BAD },
  { name: 'exp ISO 8601', source: FAIL_CLOSED, claims: { exp: '2099-01-01T00:00:00Z' }, error: BAD },
  { name: 'exp beyond all numbers', source: FAIL_CLOSED, payload: '{"iss":"https://login.example.com","sub":"u","aud":"app-1","iat":1,"exp":1e999}', error: BAD },
  { name: 'expired and issued in the future: expired is said', source: FAIL_CLOSED, claims: { exp: NOW - 900, iat: NOW + 900 }, error: expired(NOW - 900) },
];

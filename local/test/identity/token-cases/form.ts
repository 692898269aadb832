import { FAIL_CLOSED, NOT_A_JWT, REAL_STS, RFC, SDK_DOC, refused, type TokenCase } from '../token-case';

const tooShort = "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length greater than or equal to 4";
const tooLong = "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length less than or equal to 20000";
const encode = (text: string | Buffer) => Buffer.from(text).toString('base64url');
const parts = (change: (header: string, claims: string, signature: string) => string) =>
  (token: string) => change(...token.split('.') as [string, string, string]);
const become = (token: string) => () => token;
const NOT_JWT = refused(NOT_A_JWT);

/** What is a JWT at all, and what signature it may bear. */
export const FORM_CASES: readonly TokenCase[] = [
  { name: 'empty', source: SDK_DOC, tamper: become(''), error: ['ValidationError', tooShort, 400] },
  { name: '3 characters', source: SDK_DOC, tamper: become('abc'), error: ['ValidationError', tooShort, 400] },
  { name: '4 characters', source: SDK_DOC, tamper: become('abcd'), error: NOT_JWT },
  { name: '20,000 characters', source: SDK_DOC, tamper: become('a'.repeat(20_000)), error: NOT_JWT },
  { name: '20,001 characters', source: SDK_DOC, tamper: become('a'.repeat(20_001)), error: ['ValidationError', tooLong, 400] },
  { name: 'a valid token of more than 20,000 characters', source: SDK_DOC, claims: { sub: 'a'.repeat(20_000) }, error: ['ValidationError', tooLong, 400] },
  { name: 'an opaque access token', source: REAL_STS, tamper: become('Atza|IQEBLjAsAhRmHjNgHpi0U'), error: NOT_JWT },
  { name: 'two parts', source: RFC, tamper: parts((h, c) => `${h}.${c}`), error: NOT_JWT },
  { name: 'four parts', source: RFC, tamper: (token) => `${token}.x`, error: NOT_JWT },
  { name: 'five parts, as an encrypted token has', source: RFC, tamper: (token) => `${token}.x.y`, error: NOT_JWT },
  { name: 'no header', source: RFC, tamper: parts((_, c, s) => `.${c}.${s}`), error: NOT_JWT },
  { name: 'no claims', source: RFC, tamper: parts((h, _, s) => `${h}..${s}`), error: NOT_JWT },
  { name: 'blank before', source: FAIL_CLOSED, tamper: (token) => ` ${token}`, error: NOT_JWT },
  { name: 'newline after', source: FAIL_CLOSED, tamper: (token) => `${token}\n`, error: NOT_JWT },
  { name: 'padding', source: RFC, tamper: parts((h, c, s) => `${h}=.${c}.${s}`), error: NOT_JWT },
  { name: 'base64 that is not base64url', source: RFC, tamper: parts((h, c, s) => `${h}.${c}.+/${s}`), error: NOT_JWT },
  { name: 'header no JSON', source: RFC, tamper: parts((_, c, s) => `${encode('alg=ES256')}.${c}.${s}`), error: NOT_JWT },
  { name: 'header a list', source: RFC, tamper: parts((_, c, s) => `${encode('[]')}.${c}.${s}`), error: NOT_JWT },
  { name: 'header null', source: RFC, tamper: parts((_, c, s) => `${encode('null')}.${c}.${s}`), error: NOT_JWT },
  { name: 'claims no JSON', source: RFC, payload: 'iss=x', error: NOT_JWT },
  { name: 'claims a text', source: RFC, payload: '"iss"', error: NOT_JWT },
  { name: 'claims a list', source: RFC, payload: '[{"iss":1}]', error: NOT_JWT },
  { name: 'claims nested 2,000 deep', source: FAIL_CLOSED, payload: `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`, error: refused('Missing a required claim: iss') },
  { name: 'claims not UTF-8', source: RFC, tamper: parts((h, _, s) => `${h}.${encode(Buffer.from([0x7b, 0xff, 0x7d]))}.${s}`), error: NOT_JWT },
  {
    name: 'claims with a text not UTF-8',
    source: RFC,
    tamper: parts((h, _, s) => `${h}.${encode(Buffer.from('{"iss":"\xff"}', 'latin1'))}.${s}`),
    error: NOT_JWT,
  },
  { name: 'claims with a byte order mark', source: RFC, payload: '\ufeff{}', error: NOT_JWT },
  { name: 'crit', source: REAL_STS, header: { crit: ['exp'] }, error: NOT_JWT },
  { name: 'crit empty', source: REAL_STS, header: { crit: [] }, error: NOT_JWT },
  { name: 'crit null', source: REAL_STS, header: { crit: null }, error: NOT_JWT },
  { name: 'b64 without crit says nothing', source: RFC, header: { b64: true }, identity: {} },
  { name: 'typ at+jwt', source: FAIL_CLOSED, header: { typ: 'at+jwt' }, identity: {} },
  { name: 'no typ', source: RFC, header: { typ: undefined }, identity: {} },
  { name: 'claims changed after signing', source: RFC, tamper: parts((h, _, s) => `${h}.${encode('{"iss":"https://login.example.com","sub":"victim","aud":"app-1","iat":1790000000,"exp":1790003600}')}.${s}`), error: refused() },
  { name: 'header changed after signing', source: RFC, tamper: parts((_, c, s) => `${encode('{"alg":"ES256","kid":"p256","x":1}')}.${c}.${s}`), error: refused() },
  { name: 'signature flipped', source: RFC, tamper: (token) => token.replace(/.(?=.{9}$)/, (c) => c === 'A' ? 'B' : 'A'), error: refused() },
  { name: 'signature cut off', source: RFC, tamper: (token) => token.slice(0, -8), error: refused() },
  { name: 'signature empty', source: RFC, tamper: parts((h, c) => `${h}.${c}.`), error: refused() },
  { name: 'signature all zero', source: 'CVE-2022-21449', tamper: parts((h, c) => `${h}.${c}.${encode(Buffer.alloc(64))}`), error: refused() },
];

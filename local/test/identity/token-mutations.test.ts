import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { tokenOf, verifyCase, type TokenCase } from './token-case';
import { AUDIENCE_CASES } from './token-cases/audience';
import { AWS_CLAIM_CASES } from './token-cases/aws-claims';
import { CLAIM_CASES } from './token-cases/claims';
import { FORM_CASES } from './token-cases/form';
import { ISSUER_CASES } from './token-cases/issuers';
import { KEY_CASES } from './token-cases/keys';
import { TIME_CASES } from './token-cases/time';
import { verifyWebIdentityToken } from '../../src/identity';
import { unnoticed } from '../iam/mutants/unnoticed';

/* All that the general mutators make of what reads a token: each change must be noticed by a case, or stand below with the reason why none can. */

const SOURCES = resolve(__dirname, '../../src');
const ENTRY = 'identity/verify-web-identity-token.ts';
const ALL_CASES = [AWS_CLAIM_CASES, CLAIM_CASES, AUDIENCE_CASES, TIME_CASES, KEY_CASES, FORM_CASES, ISSUER_CASES];

/** By file, with the cases that are the likeliest to notice. */
const FILES: readonly (readonly [file: string, first: readonly TokenCase[]])[] = [
  ['aws-claims.ts', AWS_CLAIM_CASES],
  ['claims.ts', [...CLAIM_CASES, ...TIME_CASES, ...AUDIENCE_CASES]],
  ['jwk-selection.ts', KEY_CASES],
  ['jwt-signature.ts', KEY_CASES],
  ['jwt.ts', FORM_CASES],
  ['session-tags.ts', AWS_CLAIM_CASES],
  ['verify-jwt.ts', ISSUER_CASES],
  ['verify-web-identity-token.ts', FORM_CASES],
];

/** Owner, site and change. */
const EQUIVALENTS: ReadonlyMap<string, string> = new Map([
  ['checkTimes: && 0 right', 'nothing is later than no time'],
  ['checkTimes: !== 0 true', 'nothing is later than no time'],
  ['agreesWithCertificate: && 1 right', 'of a point with another x and the same y there is none on the curve'],
  ['agreesWithCertificate: === 3 true', 'of a point with another x and the same y there is none on the curve'],
  ['agreesWithCertificate: return 1 undefined', 'undefined is no agreement either'],
  ['isSignedWith: && 0 right', 'keys of curves have no modulus'],
  ['isSignedWith: return 0 undefined', 'undefined is no signature either'],
  ['isSignedWith: return 2 undefined', 'undefined is no signature either'],
  ["parseJwt: 'claims' 0 other", 'a word of a reason'],
  ["parseJwt: 'header' 0 other", 'a word of a reason'],
  ['importKey: if 0 always', 'a key is imported again'],
  ['importKey: === 0 true', 'a key is imported again'],
  ...['if 0 always', 'if 0 never', '! 0 dropped', 'throw 0 dropped'].map((change) => [`check: ${change}`, 'whatever goes wrong is thrown; explaining has tests of its own'] as const),
  ...['?: 0 first', '=== 0 true'].map((change) => [`verifyWebIdentityToken: ${change}`, 'tokens of OAuth have cases of their own'] as const),
]);

/** Signing is the issuer's; the words of a reason are no rule. */
const NO_RULES: ReadonlySet<string> = new Set(['signJwt', 'unknownIssuer']);
const isRule = (mutant: string): boolean => !NO_RULES.has(mutant.slice(0, mutant.indexOf(':')));

type Prepared = readonly [TokenCase, token: string];
type Verify = typeof verifyWebIdentityToken;

const tokens = new Map<TokenCase, string>();
function prepared(one: TokenCase): Prepared {
  if (!tokens.has(one)) tokens.set(one, tokenOf(one));
  return [one, tokens.get(one)!];
}

async function isAsExpected(verify: Verify, [one, token]: Prepared): Promise<boolean> {
  try {
    const identity = await verifyCase(one, token, undefined, verify) as unknown as Record<string, unknown>;
    return one.identity !== undefined && Object.entries(one.identity).every(([member, value]) => isDeepStrictEqual(identity[member], value));
  } catch (error) {
    const { code, message, status } = error as { readonly code?: string; readonly message: string; readonly status?: number };
    return one.error !== undefined && isDeepStrictEqual([code, message, status], [one.error[0], one.error[1], one.error[2] ?? 400]);
  }
}

async function allHold(module: { readonly verifyWebIdentityToken: Verify }, cases: readonly TokenCase[]): Promise<boolean> {
  for (const one of cases) if (!await isAsExpected(module.verifyWebIdentityToken, prepared(one))) return false;
  return true;
}

test('no case fails with the rules as they are', async () => {
  expect(await allHold({ verifyWebIdentityToken }, ALL_CASES.flat())).toBe(true);
});

test('a case notices every change, but for those that change nothing', async () => {
  const left: string[] = [];
  let count = 0;
  for (const [name, first] of FILES) {
    const cases = [...first, ...ALL_CASES.flat().filter((one) => !first.includes(one))];
    const found = await unnoticed(SOURCES, ENTRY, `identity/${name}`, (module) => allHold(module, cases));
    left.push(...found.left.filter(isRule));
    count += found.of;
  }
  expect(count).toBeGreaterThan(500);
  expect(left.sort()).toEqual([...EQUIVALENTS.keys()].sort());
}, 600_000);

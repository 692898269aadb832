import { resolve } from 'node:path';
import { trustCases } from './trust-cases';
import { deployTrust } from './trust-deployment';
import type { resolveAccount } from '../../src/assembly';
import type { Mutation } from '../iam/mutants/load-modules';
import { loadModules } from '../iam/mutants/load-modules';

const SOURCES = resolve(__dirname, '../../src');
const FOLDER = 'assembly/resource-types';

const of = (file: string, rows: readonly (readonly [rule: string, owner: string, site: string, change: string])[]): [string, Mutation][] =>
  rows.map(([rule, owner, site, change]) => [rule, { file, owner, site, change }]);

/** The rules of trust policies, turned round one by one. */
const mutations: readonly [rule: string, mutation: Mutation][] = [
  ...of(`${FOLDER}/policy-document.ts`, [
    ['a statement needs a principal', 'trustPolicy', 'if 0', 'never'],
    ['trust policies are looked at', 'trustPolicy', 'if 1', 'never'],
    ['elements are known', 'readPolicy', 'if 0', 'never'],
    ['operators are known', 'readPolicy', 'if 1', 'never'],
    ['keys have no scheme', 'readPolicy', 'if 2', 'never'],
  ]),
  ...of(`${FOLDER}/trust-policy/trust-statement.ts`, [
    ['no Resource', 'trustStatementRefusal', 'if 0', 'never'],
    ['no NotAction', 'trustStatementRefusal', '|| 0', 'right'],
    ['every action is one of STS', 'trustStatementRefusal', '.every() 0', 'some'],
    ['actions are known', 'trustStatementRefusal', '|| 0', 'left'],
    ['principals are looked at', 'trustStatementRefusal', '?? 0', 'right'],
    ['conditions are looked at', 'trustStatementRefusal', '?? 0', 'left'],
    ['a principal has a type', 'principalRefusal', 'if 0', 'never'],
    ['everyone is a principal', 'principalRefusal', '&& 0', 'right'],
    ['a principal is not empty', 'principalRefusal', 'if 1', 'never'],
    ['a provider is a host or an ARN', 'principalRefusal', 'if 2', 'never'],
    ['an account is neither', 'principalRefusal', '=== 3', 'true'],
    ['hosts are hosts', 'HOST', 'regex 0', 'anything'],
    ['a provider may be an ARN', 'PROVIDER_ARN', 'regex 0', 'nothing'],
    ['ARNs are those of providers', 'PROVIDER_ARN', 'regex 0', 'anything'],
    ['a Deny needs no condition', 'conditionRefusal', '|| 0', 'right'],
    ['tagging needs no condition', 'conditionRefusal', '|| 0', 'left'],
    ['every principal is looked at', 'conditionRefusal', 'return in loop 0', 'continue'],
    ['built-in providers need an application id', 'refusalOfProvider', '?: 0', 'first'],
    ['an application id is enough', 'refusalOfProvider', '?: 0', 'second'],
    ['Cognito needs a condition', 'refusalOfProvider', 'if 1', 'never'],
    ['Cognito needs the pool', 'refusalOfProvider', '?: 1', 'second'],
    ['shared issuers need their claim', 'refusalOfProvider', 'if 2', 'always'],
    ['other issuers need none', 'refusalOfProvider', '|| 0', 'right'],
    ['the claim is enough', 'refusalOfProvider', '|| 0', 'left'],
    ['an application id is compared with StringEquals', 'namesApplication', 'regex 0', 'anything'],
    ['an application id is in its key', 'namesApplication', '&& 0', 'left'],
    ['one condition is enough', 'namesApplication', '.some() 0', 'every'],
    ['a claim is compared with a positive operator', 'tellsTenantsApart', 'regex 0', 'anything'],
    ['a claim is in its key', 'tellsTenantsApart', '&& 0', 'left'],
    ['keys have no case', 'tellsTenantsApart', '.toLowerCase() 0', 'dropped'],
    ['one open value opens', 'tellsTenantsApart', '.some() 0', 'every'],
    ['one operator is enough', 'tellsTenantsApart', '.some() 1', 'every'],
    ['open values count', 'tellsTenantsApart', '! 0', 'dropped'],
  ]),
  ...of(`${FOLDER}/trust-policy/shared-issuers.ts`, [
    ['the ARN names the issuer', 'sharedIssuer', '?: 0', 'first'],
    ['GitHub is named whole', 'sharedIssuer', '?: 1', 'second'],
  ]),
  ...of('identity/issuer-facts.ts', [
    ['GitHub is what begins so', 'tenancyOf', 'if 0', 'never'],
    ['Sentinel has a key of its own', 'tenancyOf', 'if 1', 'never'],
    ['other issuers need none', 'tenancyOf', '?: 0', 'second'],
    ['listed issuers need their claim', 'tenancyOf', '?: 0', 'first'],
    ['a star is open', 'isEverybody', '=== 0', 'false'],
    ['other patterns are not', 'isEverybody', '=== 0', 'true'],
    ['of GitHub, a blank is open', 'isOpenOfGitHub', '|| 0', 'right'],
    ['of GitHub, spaces are blank', 'isOpenOfGitHub', '.trim() 0', 'dropped'],
    ['of GitHub, a star at the beginning is open', 'isOpenOfGitHub', '|| 0', 'left'],
    ['of GitHub, a star at the end is not', 'isOpenOfGitHub', '.startsWith() 0', 'endsWith'],
  ]),
];

function fails(mutation?: Mutation): readonly boolean[] {
  const { resolveAccount: mutated } = loadModules(SOURCES, 'assembly/index.ts', mutation) as { resolveAccount: typeof resolveAccount };
  return trustCases.map(([, statements, refusal]) => {
    try {
      return deployTrust(mutated, statements) !== refusal;
    } catch {
      return true;
    }
  });
}

test('no case fails with the rules as they are', () => {
  expect(fails()).not.toContain(true);
});

test.each(mutations)('a case fails without: %s', (_rule, mutation) => {
  const failing = fails(mutation);
  expect(failing).toContain(true);
  // A mutant that is no program breaks no rule.
  expect(failing).toContain(false);
});

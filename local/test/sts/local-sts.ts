import { ASSUME_ROLE_WITH_WEB_IDENTITY } from '../../src/gateway/sts/shapes';
import { OpaqueTokens, TokenIssuer, type MintOptions, type OidcProvider } from '../../src/identity';
import { readInput } from '../../src/protocols/query-input';
import { assumeRoleWithWebIdentity, SessionStore, type AuthorizeTrust, type Role } from '../../src/sts';

export const NOW = 1_790_000_000;
export const PROVIDER_ARN = 'arn:aws:iam::111122223333:oidc-provider/login.example.com';

export const ROLE: Role = {
  arn: 'arn:aws:iam::111122223333:role/app/Players',
  name: 'Players',
  roleId: 'AROAEXAMPLEROLEID0001',
  maxSessionDuration: 7200,
  trustPolicy: {},
};

const PROVIDERS: readonly OidcProvider[] = [{ arn: PROVIDER_ARN, url: 'https://login.example.com', clientIds: ['app'] }];

export const MANAGED_POLICY_ARN = 'arn:aws:iam::111122223333:policy/ReadScores';
const MANAGED_POLICIES: ReadonlyMap<string, unknown> = new Map([
  [MANAGED_POLICY_ARN, { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' } }],
]);

/** STS with one role that trusts whom `authorize` says. */
export function localSts(authorize: AuthorizeTrust = () => true) {
  let now = NOW * 1000;
  const clock = () => now;
  const opaqueTokens = new OpaqueTokens();
  const issuer = new TokenIssuer(opaqueTokens, clock);
  const sessions = new SessionStore(clock);
  const asked = jest.fn(authorize);
  const dependencies = {
    oidcProviders: PROVIDERS,
    keySource: issuer,
    opaqueTokens,
    clock,
    sessions,
    authorize: asked,
    findRole: (arn: string) => arn === ROLE.arn ? ROLE : undefined,
    findManagedPolicy: (arn: string) => MANAGED_POLICIES.get(arn),
  };
  /** Parameters given replace the usual ones; undefined takes one away. */
  const call = async (parameters: Record<string, string | undefined>) => {
    const all = Object.entries({
      Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: ROLE.arn, RoleSessionName: 'game', WebIdentityToken: 'token', ...parameters,
    });
    const given = new Map(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
    return assumeRoleWithWebIdentity(readInput(given, ASSUME_ROLE_WITH_WEB_IDENTITY), new Map([['aws:sourceip', '127.0.0.1']]), dependencies);
  };
  const minted = (options: Partial<MintOptions>) => issuer.mint({ provider: 'https://login.example.com', app: 'app', user: 'alice', ...options });
  const mint = async (options: Partial<MintOptions>) => (await minted(options)).token;
  /** Signs a user in and assumes the role with the token. */
  const signIn = async (options: Partial<MintOptions> = {}, parameters: Record<string, string | undefined> = {}) => {
    const { token, providerId } = await minted(options);
    return call({ WebIdentityToken: token, ProviderId: providerId, ...parameters });
  };
  return { call, mint, signIn, sessions, asked, wait: (seconds: number) => { now += seconds * 1000; } };
}

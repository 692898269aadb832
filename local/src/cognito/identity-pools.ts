import { AwsError } from '../aws-error';
import { invalidConfiguration, invalidParameter, LOGINS_DO_NOT_MATCH, notAuthorized, notFound } from './errors';
import type { IdentityPool } from './identity-pool';
import type { IdentityStore, Identity, Login } from './identity-store';
import { readGetId, readIdentity, type IdentityInput } from './input';
import { verifyLogins, type VerifiedLogin } from './login-tokens';
import { principalTags } from './principal-tags';
import { chosenRole, type ChosenRole } from './role-mapping';
import { GUEST_SESSION_POLICY } from './scope-down-policy';
import type { RequestContext } from '../iam';
import { isUserPoolIssuer, TAGS_CLAIM, verifyWebIdentityToken, type TokenIssuer, type TokenVerification } from '../identity';
import { trustingRole, type AssumeRoleDependencies, type Session } from '../sts';

export interface CognitoDependencies extends TokenVerification, Pick<AssumeRoleDependencies, 'findRole' | 'authorize' | 'sessions'> {
  readonly account: string;
  readonly pools: readonly IdentityPool[];
  readonly issuer: TokenIssuer;
  readonly identities: IdentityStore;
}

/** Cognito Developer Guide, "Identity pools authentication flow". */
const TOKEN_SECONDS = 900;
const SESSION_SECONDS = 3600;
const SESSION_NAME = 'CognitoIdentityCredentials';

/** An identity whose logins hold. */
interface SignedIn {
  readonly pool: IdentityPool;
  readonly identity: Identity;
  /** None: a guest. */
  readonly logins: readonly VerifiedLogin[];
}

/** The public operations of Cognito identity pools. */
export class IdentityPools {
  private readonly identities: IdentityStore;
  private readonly pools: ReadonlyMap<string, IdentityPool>;

  constructor(private readonly dependencies: CognitoDependencies) {
    this.identities = dependencies.identities;
    this.pools = new Map(dependencies.pools.map((pool) => [pool.id, pool]));
  }

  async getId(input: unknown): Promise<object> {
    const { poolId, account, logins: given } = readGetId(input);
    const pool = this.pools.get(poolId);
    if (pool === undefined || (account ?? this.dependencies.account) !== this.dependencies.account) throw notFound('IdentityPool', poolId);
    if (given.size === 0) {
      assertGuests(pool);
      return this.told(this.identities.createGuest(poolId));
    }
    const logins = await verifyLogins(given, pool, this.dependencies);
    const owners = new Set(logins.map((login) => this.identities.ownerOf(poolId, login)).filter((owner) => owner !== undefined));
    if (owners.size > 1) throw new AwsError('ResourceConflictException', 'The logins belong to several identities, which the local cloud does not merge');
    const identity = [...owners][0] ?? this.identities.createFor(poolId, logins[0]);
    logins.forEach((login) => this.identities.link(identity, login));
    return this.told(identity);
  }

  private async told({ id }: Identity): Promise<object> {
    await this.identities.kept();
    return { IdentityId: id };
  }

  /** Basic (classic) flow: the app takes the token to STS itself. */
  async getOpenIdToken(input: unknown): Promise<object> {
    const { pool, identity, logins } = await this.signIn(readIdentity(input));
    if (!pool.allowsClassicFlow) throw invalidParameter('Basic (classic) flow is not enabled, please use enhanced flow.');
    return { IdentityId: identity.id, Token: await this.token(pool, identity, logins) };
  }

  /** Enhanced flow: Cognito assumes the role. `requestContext` is that of Cognito's own call of STS. */
  async getCredentialsForIdentity(input: unknown, requestContext: RequestContext): Promise<object> {
    const { pool, identity, logins } = await this.signIn(readIdentity(input));
    const roleArn = logins.length > 0 ? roleOfUser(pool, identity, logins) : pool.roles.unauthenticated;
    if (roleArn === undefined) throw invalidConfiguration(`the pool has no role for ${logins.length > 0 ? 'signed-in users' : 'guests'}`);
    const verified = await verifyWebIdentityToken(await this.token(pool, identity, logins), undefined, this.dependencies);
    const session = this.assume(roleArn, verified, logins.length === 0, requestContext);
    return {
      IdentityId: identity.id,
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: session.expiration / 1000,
      },
    };
  }

  private assume(roleArn: string, user: Awaited<ReturnType<typeof verifyWebIdentityToken>>, guest: boolean, context: RequestContext): Session {
    try {
      const role = trustingRole({ roleArn, roleSessionName: SESSION_NAME, durationSeconds: SESSION_SECONDS }, user, context, this.dependencies);
      return this.dependencies.sessions.issue(role, SESSION_NAME, SESSION_SECONDS, user, guest ? { policies: [GUEST_SESSION_POLICY] } : {});
    } catch (error) {
      throw error instanceof AwsError ? invalidConfiguration(`${roleArn}: ${error.message}`) : error;
    }
  }

  private async signIn({ identityId, logins: given }: IdentityInput): Promise<SignedIn> {
    const identity = this.identities.find(identityId);
    if (identity === undefined) throw notFound('Identity', identityId);
    const pool = this.pools.get(identity.poolId);
    if (pool === undefined) throw notFound('Identity', identityId);
    if (given.size === 0) {
      assertGuests(pool);
      if (identity.logins.size > 0) throw notAuthorized(`Access to Identity '${identityId}' is forbidden.`, 'the identity has logins, and none was sent');
      return { pool, identity, logins: [] };
    }
    const logins = await verifyLogins(given, pool, this.dependencies);
    const owners = logins.map((login) => this.identities.ownerOf(pool.id, login));
    const foreign = owners.some((owner) => owner !== undefined && owner !== identity);
    // A guest who signs in keeps the identity; any other needs one of its own logins.
    if (foreign || (identity.logins.size > 0 && !owners.includes(identity))) throw notAuthorized(LOGINS_DO_NOT_MATCH);
    logins.forEach((login) => this.identities.link(identity, login));
    await this.identities.kept();
    return { pool, identity, logins };
  }

  private async token(pool: IdentityPool, identity: Identity, logins: readonly VerifiedLogin[]): Promise<string> {
    const amr = logins.length === 0 ? ['unauthenticated'] : ['authenticated', ...logins.flatMap(methodsOf)];
    const tags = principalTags(pool, logins);
    const principal_tags = Object.fromEntries([...tags].map(([tag, value]) => [tag, [value]]));
    const claims = { amr, ...tags.size > 0 && { [TAGS_CLAIM]: { principal_tags } } };
    const { token } = await this.dependencies.issuer.mint({ provider: 'cognito', app: pool.id, user: identity.id, claims, expiresIn: TOKEN_SECONDS });
    return token;
  }
}

/** All logins must lead to one role: AWS does not tell which of several providers' mappings counts. */
function roleOfUser(pool: IdentityPool, { id }: Identity, logins: readonly VerifiedLogin[]): string | undefined {
  const chosen = new Set(logins.map((login) => roleOfLogin(pool, login)));
  const [role] = chosen;
  if (chosen.size === 1 && role !== 'Deny') return role;
  throw notAuthorized(`Access to Identity '${id}' is forbidden.`, chosen.size === 1 ? 'no rule of the role mapping takes the token' : 'the logins lead to different roles');
}

function roleOfLogin({ roles, roleMappings, providers }: IdentityPool, { provider, app, claims }: VerifiedLogin): string | undefined {
  const names = [`${provider}:${app}`, providers.get(provider)?.arn ?? provider];
  const mapping = names.map((name) => roleMappings.get(name)).find((found) => found !== undefined);
  const role: ChosenRole = mapping === undefined ? 'AuthenticatedRole' : chosenRole(mapping, claims);
  if (typeof role === 'object') return role.roleArn;
  return role === 'Deny' ? role : roles.authenticated;
}

function assertGuests(pool: IdentityPool): void {
  if (!pool.allowsGuests) throw notAuthorized('Unauthenticated access is not supported for this identity pool.');
}

function methodsOf({ provider, user }: Login): string[] {
  return isUserPoolIssuer(`https://${provider}`) ? [provider, `${provider}:CognitoSignIn:${user}`] : [provider];
}

import { isUserPoolIssuer, type MintOptions } from '../identity';
import type { RoleMapping } from './role-mapping';

/** A provider whose tokens a pool takes. */
export interface PoolProvider {
  /** App or client ids. */
  readonly apps: readonly string[];
  /** ARN of the account's OIDC provider, where it is one. */
  readonly arn?: string;
}

/** An `AWS::Cognito::IdentityPool` with its role attachment. */
export interface IdentityPool {
  /** `<region>:<uuid>` */
  readonly id: string;
  readonly allowsGuests: boolean;
  /** Whether `GetOpenIdToken` may be used, and the app assume a role itself. */
  readonly allowsClassicFlow: boolean;
  /** By their names in `Logins`. */
  readonly providers: ReadonlyMap<string, PoolProvider>;
  readonly roles: IdentityPoolRoles;
  /** By provider: its name in `Logins`, that and a client id of a user pool (`<name>:<client id>`), or the ARN of an OIDC provider. */
  readonly roleMappings: ReadonlyMap<string, RoleMapping>;
  /** Tag of the session → claim of the token, by provider: its name in `Logins`, or the ARN of an OIDC provider. */
  readonly principalTags: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** ARNs; absent where nothing is attached. */
export interface IdentityPoolRoles {
  readonly authenticated?: string;
  readonly unauthenticated?: string;
}

/** `cognito` with the client of a user pool is a sign-in there: its token is one that the identity pools behind it take. */
export function atUserPool(options: MintOptions, pools: readonly IdentityPool[]): MintOptions {
  if (options.provider !== 'cognito') return options;
  const providers = pools.flatMap(({ providers: ofPool }) => [...ofPool]);
  const found = providers.find(([name, { apps }]) => isUserPoolIssuer(`https://${name}`) && apps.includes(options.app));
  return found === undefined ? options : { ...options, provider: `https://${found[0]}` };
}

import type { IConstruct } from 'constructs';
import type { ProviderDefinition } from './definition';
import type { ErrorCode } from '../checks/error-codes';
import { WebIdentityError } from '../checks/errors';
import type { WebIdentityProvider } from '../web-identity-provider';

/** What an identity pool needs to know of the providers whose tokens it takes. */
export interface IdentityPoolLogins {
  /** Login name → app id. */
  readonly supportedLoginProviders?: { [login: string]: string };
  readonly openIdConnectProviderArns?: string[];
}

/** Condition key that holds the app id → login name. @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_IdentityPool.html */
const LOGINS: ReadonlyMap<string, { readonly login: string; readonly key: string }> = new Map([
  ['amazon', { login: 'www.amazon.com', key: 'www.amazon.com:app_id' }],
  ['facebook', { login: 'graph.facebook.com', key: 'graph.facebook.com:app_id' }],
  ['google', { login: 'accounts.google.com', key: 'accounts.google.com:aud' }],
]);

/** Throws for what the identity pool could not hold tokens to. */
export function identityPoolLogins(scope: IConstruct, providers: readonly WebIdentityProvider[]): IdentityPoolLogins {
  const definitions = providers.map((provider) => provider._definition);
  definitions.forEach((definition) => assertBrokered(`${scope.node.path}: providers`, definition));
  const social = definitions.flatMap((definition) => {
    const known = LOGINS.get(definition.name);
    return known === undefined ? [] : [[known.login, definition.audience[known.key][0]]];
  });
  const arns = definitions.filter(({ name }) => !LOGINS.has(name)).map((definition) => definition.federatedPrincipal(scope));
  return {
    supportedLoginProviders: social.length === 0 ? undefined : Object.fromEntries(social),
    openIdConnectProviderArns: arns.length === 0 ? undefined : arns,
  };
}

/** Whether an identity pool knows a provider by a login name and its app id. */
export function isLogin(provider: string): boolean {
  return LOGINS.has(provider);
}

/** Rules of one provider in an identity pool. @see https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
const MAX_RULES = 25;

function assertBrokered(where: string, { name, audience, furtherConditions }: ProviderDefinition): void {
  const refuse = (code: ErrorCode, got: string, want: string, fix: string): never => {
    throw new WebIdentityError({ code, where, got, want, fix });
  };
  if (name === 'cognito') refuse('broker-cognito', name, 'a provider whose tokens an identity pool takes', 'the broker has an identity pool of its own');
  if (Object.keys(furtherConditions).length > 0) {
    refuse('broker-conditions', `conditions of ${name}`, 'a provider without further conditions',
      'the pool\'s roles see Cognito\'s token, not the provider\'s: use the provider without the broker');
  }
  const [clientIds, audiences = clientIds] = Object.values(audience);
  if (JSON.stringify(clientIds) !== JSON.stringify(audiences)) {
    refuse('broker-audiences', `audiences of ${name} that differ from its client ids`, 'the client ids alone',
      'a rule of an identity pool tests one claim, so it cannot hold a token to client and audience: use the provider without the broker');
  }
  const login = LOGINS.get(name);
  if (login === undefined && clientIds.length > MAX_RULES) refuse('broker-client-ids', `${clientIds.length} client ids of ${name}`, `at most ${MAX_RULES}`, 'an identity pool holds so many rules');
  if (login !== undefined && audience[login.key].length > 1) {
    refuse('broker-app-ids', `${audience[login.key].length} ids of ${name}`, 'one', 'an identity pool holds one app id per provider; it would refuse the others\' users');
  }
}

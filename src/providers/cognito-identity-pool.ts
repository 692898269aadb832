import { Stack, Token } from 'aws-cdk-lib';
import type { IIdentityPoolRef } from 'aws-cdk-lib/aws-cognito';
import type { ProviderDefinition } from './definition';
import { WebIdentityError } from '../checks/errors';
import { assertTrustConditions } from '../checks/trust-conditions';
import { assertUserNamespace } from '../checks/user-namespace';
import type { CognitoIdentityPoolOptions } from '../provider-options';

const DEFAULT_HOST = 'cognito-identity.amazonaws.com';

/** Hosts outside the commercial partition, as far as they are known; AWS has no list of them. */
const HOSTS: ReadonlyMap<string, string> = new Map([
  ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com'],
  ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com'],
  ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn'],
]);

/**
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 */
export function cognitoIdentityPool(pool: IIdentityPoolRef, options: CognitoIdentityPoolOptions): ProviderDefinition {
  const where = 'WebIdentityProvider.cognitoIdentityPool';
  const host = options.host ?? HOSTS.get(Stack.of(pool).region) ?? DEFAULT_HOST;
  if (Token.isUnresolved(host) || !/^[a-z0-9.-]+$/.test(host)) {
    throw new WebIdentityError({ code: 'cognito-host', where: `${where}: host`, got: options.host, want: 'a literal host name, without scheme or path' });
  }
  assertUserNamespace(`${where}: userNamespace`, options.userNamespace ?? '');
  assertTrustConditions(`${where}: conditions`, options.conditions ?? {}, { prefix: host, names: ['sub', 'amr'], audience: ['aud', 'oaud'] });
  return {
    name: 'cognito',
    id: 'cognito',
    userNamespace: options.userNamespace ?? '',
    userIdKey: `${host}:sub`,
    freeTextIds: false,
    guests: options.guests ?? false,
    audience: { [`${host}:aud`]: [pool.identityPoolRef.identityPoolId] },
    // Without it guests could assume the role of signed-in users.
    tokenConditions: { 'ForAnyValue:StringLike': { [`${host}:amr`]: options.guests ? 'unauthenticated' : 'authenticated' } },
    furtherConditions: options.conditions ?? {},
    federatedPrincipal: () => host,
  };
}

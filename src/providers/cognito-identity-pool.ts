import { Stack, Token } from 'aws-cdk-lib';
import type { IIdentityPoolRef } from 'aws-cdk-lib/aws-cognito';
import type { ProviderDefinition } from './definition';
import { COGNITO_HOST, COGNITO_HOSTS } from './issuer-facts';
import { WebIdentityError } from '../checks/errors';
import { assertTrustConditions } from '../checks/trust-conditions';
import { assertUserNamespace } from '../checks/user-namespace';
import type { CognitoIdentityPoolOptions } from '../provider-options';

/**
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 */
export function cognitoIdentityPool(pool: IIdentityPoolRef, options: CognitoIdentityPoolOptions): ProviderDefinition {
  const where = 'WebIdentityProvider.cognitoIdentityPool';
  const host = options.host ?? COGNITO_HOSTS.get(Stack.of(pool).region) ?? COGNITO_HOST;
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

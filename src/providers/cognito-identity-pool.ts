import { Stack, Token } from 'aws-cdk-lib';
import type { IIdentityPoolRef } from 'aws-cdk-lib/aws-cognito';
import type { ProviderDefinition } from './definition';
import { COGNITO_HOST, COGNITO_HOSTS } from './issuer-facts';
import { WebIdentityError } from '../checks/errors';
import { assertTrustConditions } from '../checks/trust-conditions';
import { assertUserNamespace } from '../checks/user-namespace';
import type { CognitoIdentityPoolOptions } from '../provider-options';

/** Session tag that holds the `sub` of a user pool. */
export const SUB_TAG = 'UserPoolSub';

/** What only the broker says of its own pool. */
export interface BrokeredPool {
  /** Whether the pool tags sessions with the user pool's `sub`, and that is the user's id. */
  readonly subAsUserId?: boolean;
  /** As in `ProviderDefinition`. */
  readonly group?: string;
}

/**
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control-policy-example.html
 */
export function cognitoIdentityPool(
  pool: IIdentityPoolRef, options: CognitoIdentityPoolOptions, { subAsUserId = false, group }: BrokeredPool = {},
): ProviderDefinition {
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
    userIdKey: subAsUserId ? `aws:PrincipalTag/${SUB_TAG}` : `${host}:sub`,
    freeTextIds: false,
    guests: options.guests ?? false,
    audience: { [`${host}:aud`]: [pool.identityPoolRef.identityPoolId] },
    tokenConditions: {
      // Without it guests could assume the role of signed-in users.
      'ForAnyValue:StringLike': { [`${host}:amr`]: options.guests ? 'unauthenticated' : 'authenticated' },
      // A session without the tag would take a tag of the role itself for the user's id.
      ...subAsUserId && { StringLike: { [`aws:RequestTag/${SUB_TAG}`]: '?*' } },
    },
    sessionTags: subAsUserId ? [SUB_TAG] : undefined,
    group,
    furtherConditions: options.conditions ?? {},
    federatedPrincipal: () => host,
  };
}

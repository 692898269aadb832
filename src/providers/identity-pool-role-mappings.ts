import type { CfnIdentityPoolRoleAttachment } from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { isLogin } from './identity-pool-logins';
import type { WebIdentityProvider } from '../web-identity-provider';

type RoleMappings = { [name: string]: CfnIdentityPoolRoleAttachment.RoleMappingProperty };

/**
 * Rules that hold tokens of OpenID Connect providers to our audience. The pool itself checks a token's `azp`, where
 * it has one, against the client list of the IAM provider, and nothing else: a token that our client got for another
 * API would be taken. Whom no rule takes gets no role.
 *
 * @param userPoolLogin a user pool whose groups have roles: its tokens name theirs, those of users without a group none
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
 */
export function roleMappings(
  scope: IConstruct, providers: readonly WebIdentityProvider[], roleArn: string, userPoolLogin: string | undefined,
): RoleMappings | undefined {
  const mappings: RoleMappings = {
    ...userPoolLogin !== undefined && { userPool: { identityProvider: userPoolLogin, type: 'Token', ambiguousRoleResolution: 'AuthenticatedRole' } },
    ...Object.fromEntries(providers.map(({ _definition }) => _definition).filter(({ name }) => !isLogin(name)).map((definition) => [definition.id, {
      identityProvider: definition.federatedPrincipal(scope),
      type: 'Rules',
      ambiguousRoleResolution: 'Deny',
      rulesConfiguration: {
        rules: Object.values(definition.audience)[0].map((value) => ({ claim: 'aud', matchType: 'Equals', value, roleArn })),
      },
    }])),
  };
  return Object.keys(mappings).length === 0 ? undefined : mappings;
}

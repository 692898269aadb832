import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IOIDCProviderRef } from 'aws-cdk-lib/aws-iam';
import type { ProviderDefinition } from './definition';
import { OpenIdConnectResource } from './open-id-connect-resource';
import { assertAudiences } from '../checks/audiences';
import { WebIdentityError } from '../checks/errors';
import { assertIssuer, issuerName } from '../checks/issuer';
import { assertTenancy } from '../checks/shared-issuers';
import { assertTrustConditions, openIdConnectNames } from '../checks/trust-conditions';
import { assertUserNamespace } from '../checks/user-namespace';
import type { NewOpenIdConnectOptions, OpenIdConnectOptions } from '../provider-options';

/** The app defines the IAM OIDC provider. */
export function newOpenIdConnect(options: NewOpenIdConnectOptions): ProviderDefinition {
  return openIdConnect('WebIdentityProvider.openIdConnect', options,
    (scope) => OpenIdConnectResource.bind(scope, options).arn);
}

/** A construct of this app, or an import, stands for the IAM OIDC provider. */
export function openIdConnectFromConstruct(provider: IOIDCProviderRef, options: OpenIdConnectOptions): ProviderDefinition {
  const where = 'WebIdentityProvider.fromOpenIdConnectProvider';
  const arn = provider?.oidcProviderRef?.oidcProviderArn;
  if (arn === undefined) {
    throw new WebIdentityError({
      code: 'provider-construct',
      where: `${where}: provider`,
      got: typeof provider,
      want: 'a construct that stands for an AWS::IAM::OIDCProvider',
      fix: 'iam.OidcProviderNative, or WebIdentityProvider.fromOpenIdConnectIssuer(...) where the account has the provider already',
    });
  }
  return openIdConnect(where, options, () => arn);
}

/** The account has the IAM OIDC provider already; its ARN follows from the issuer. */
export function openIdConnectFromIssuer(options: OpenIdConnectOptions): ProviderDefinition {
  return openIdConnect('WebIdentityProvider.fromOpenIdConnectIssuer', options, (scope) => Stack.of(scope).formatArn({
    service: 'iam',
    region: '',
    resource: 'oidc-provider',
    resourceName: issuerName(options.issuer),
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  }));
}

function openIdConnect(where: string, options: OpenIdConnectOptions, federatedPrincipal: ProviderDefinition['federatedPrincipal']): ProviderDefinition {
  const audiences = options.audiences ?? options.clientIds;
  assertIssuer(`${where}: issuer`, options.issuer);
  assertAudiences(`${where}: clientIds`, options.clientIds);
  assertAudiences(`${where}: audiences`, audiences);
  assertUserNamespace(`${where}: userNamespace`, options.userNamespace ?? '');
  const prefix = issuerName(options.issuer);
  assertTrustConditions(`${where}: conditions`, options.conditions ?? {}, { prefix, names: openIdConnectNames(prefix), audience: ['aud', 'oaud'] });
  assertTenancy(`${where}: conditions`, prefix, options.conditions ?? {});
  return {
    name: options.issuer,
    id: prefix,
    userNamespace: options.userNamespace ?? '',
    userIdKey: `${prefix}:sub`,
    freeTextIds: true,
    guests: false,
    // aud holds the azp where the token has one, oaud the token's own aud: without the second, an
    // API that our client got a token for could replay that token against this role.
    audience: { [`${prefix}:aud`]: options.clientIds, [`${prefix}:oaud`]: audiences },
    tokenConditions: {},
    furtherConditions: options.conditions ?? {},
    federatedPrincipal,
  };
}

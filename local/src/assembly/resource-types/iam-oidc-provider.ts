import { onlyProperties, refuse, textList, textProperty } from './properties';
import { refuseAsIam } from './refuse-as-iam';
import type { Identity, Resource, ResourceType } from './resource-type';
import { tagsOf } from './tags';
import type { AccountBuilder } from '../declarations';

const MAX_THUMBPRINTS = 5;
const THUMBPRINT_LENGTH = 40;

/**
 * IAM User Guide, "Create an OpenID Connect identity provider": https, no port, no query; 255 characters. Recorded of
 * AWS: the port 443 is dropped, the case and a trailing slash are kept.
 */
function issuerUrl(resource: Resource): string {
  const url = textProperty(resource, 'Url').replace(/^(https:\/\/[^/:]+):443(?=\/|$)/, '$1');
  if (!/^https:\/\/[^\s/?#:@]+(\/[^\s?#]*)?$/.test(url) || url.length > 255) {
    refuse(resource, 'Url', url, 'an issuer URL (https, no port, no query, at most 255 characters)');
  }
  return url;
}

/**
 * They tell AWS which server certificate to expect; the local cloud is the issuer itself. Recorded of AWS: put in
 * lower case, neither looked at for hexadecimal digits nor merged.
 */
function thumbprints(resource: Resource): readonly string[] {
  const given = textList(resource, 'ThumbprintList');
  if (given.length > MAX_THUMBPRINTS) {
    refuseAsIam(resource, 'ThumbprintList', 'InvalidInput', 'Thumbprint list must contain fewer than 5 entries.', `got ${given.length}, want at most ${MAX_THUMBPRINTS}`);
  }
  const odd = given.find((one) => one.length !== THUMBPRINT_LENGTH);
  if (odd !== undefined) refuse(resource, 'ThumbprintList', odd, `thumbprints of ${THUMBPRINT_LENGTH} characters`);
  return given.map((one) => one.toLowerCase());
}

/** The provider of an issuer, under whichever names the type has for its properties. */
interface Spelling {
  readonly clientIds: string;
  readonly other: readonly string[];
}

function identifyProvider(resource: Resource): Identity {
  const { partition, account } = resource.environment;
  const arn = `arn:${partition}:iam::${account}:oidc-provider/${issuerUrl(resource).slice('https://'.length)}`;
  return { ref: arn, attributes: { Arn: arn } };
}

function declareProvider(resource: Resource, arn: string, account: AccountBuilder, { clientIds, other }: Spelling): void {
  onlyProperties(resource, ['Url', clientIds, 'ThumbprintList', 'Tags'], other);
  const url = issuerUrl(resource);
  if (account.oidcProviders.some((one) => one.arn === arn)) refuse(resource, 'Url', url, 'one OIDC provider for each issuer: an account has no more');
  account.oidcProviders.push({
    arn,
    url,
    // Recorded of AWS: each once.
    clientIds: [...new Set(textList(resource, clientIds))],
    thumbprints: thumbprints(resource),
    tags: tagsOf(resource),
    created: resource.created,
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-oidcprovider.html */
export const oidcProvider: ResourceType = {
  replacedOn: ['Url'],
  identify: identifyProvider,
  declare: (resource, { ref }, account) => declareProvider(resource, ref, account, { clientIds: 'ClientIdList', other: [] }),
};

/**
 * CDK's `iam.OpenIdConnectProvider`, whose function makes a provider with the API of IAM: here it is one as any other.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam.OpenIdConnectProvider.html
 */
export const customOidcProvider: ResourceType = {
  replacedOn: ['Url'],
  identify: (resource) => {
    const { ref } = identifyProvider(resource);
    return { ref, attributes: { Thumbprints: JSON.stringify(thumbprints(resource)) } };
  },
  declare: (resource, { ref }, account) => (
    declareProvider(resource, ref, account, { clientIds: 'ClientIDList', other: ['CodeHash', 'RejectUnauthorized', 'ServiceToken', 'ServiceTimeout'] })
  ),
};

import { noResource, type Operation } from './operation';
import { tagMembers } from './tag-members';
import type { Parameters } from '../../sts';
import { deleteRetained } from '../delete-retained';
import { noSuchEntity } from '../errors';
import { arnParameter } from '../parameters';

const ARN = 'OpenIDConnectProviderArn';

const providerArn = (parameters: Parameters): string => arnParameter(parameters, ARN);

export const listOpenIdConnectProviders: Operation = {
  parameters: [],
  resource: noResource,
  act: (_, { account }) => ({ OpenIDConnectProviderList: { member: account.oidcProviders.map(({ arn }) => ({ Arn: arn })) } }),
};

export const getOpenIdConnectProvider: Operation = {
  parameters: [ARN],
  resource: providerArn,
  act: (parameters, { account }) => {
    const arn = providerArn(parameters);
    const found = account.oidcProviders.find((provider) => provider.arn === arn);
    if (found === undefined) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
    const { url, clientIds, thumbprints, tags, created } = found;
    return {
      Url: url.slice('https://'.length),
      ClientIDList: { member: clientIds },
      ThumbprintList: { member: thumbprints },
      CreateDate: new Date(created),
      Tags: tagMembers(tags),
    };
  },
};

/** "Does not fail or return an error if you call the operation for a provider that does not exist" (IAM API Reference). */
export const deleteOpenIdConnectProvider: Operation = {
  parameters: [ARN],
  resource: providerArn,
  act: async (parameters, api) => {
    await deleteRetained('AWS::IAM::OIDCProvider', providerArn(parameters), api);
    return {};
  },
};

import { iamOperation, noResource } from './operation';
import { tagMembers } from './tag-members';
import type { QueryInput } from '../../protocols/query-input';
import { deleteRetained } from '../delete-retained';
import { noSuchEntity } from '../errors';
import { checkedArn } from '../parameters';

const SHAPE = { OpenIDConnectProviderArn: 'text' } as const;

const providerArn = ({ OpenIDConnectProviderArn }: QueryInput<typeof SHAPE>): string => checkedArn('OpenIDConnectProviderArn', OpenIDConnectProviderArn);

export const listOpenIdConnectProviders = iamOperation({}, noResource, (_, { account }) => (
  { OpenIDConnectProviderList: { member: account.oidcProviders.map(({ arn }) => ({ Arn: arn })) } }
));

export const getOpenIdConnectProvider = iamOperation(SHAPE, providerArn, (input, { account }) => {
  const arn = providerArn(input);
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
});

/** "Does not fail or return an error if you call the operation for a provider that does not exist" (IAM API Reference). */
export const deleteOpenIdConnectProvider = iamOperation(SHAPE, providerArn, async (input, api) => {
  await deleteRetained('AWS::IAM::OIDCProvider', providerArn(input), api);
  return {};
});

import { iamOperation, type IamApi } from './operation';
import { AwsError } from '../../aws-error';
import { noSuchEntity } from '../errors';
import { change } from '../make';
import { checkedArn, checkedClientId } from '../parameters';

const SHAPE = { OpenIDConnectProviderArn: 'text', ClientID: 'text' } as const;
const TYPE = 'AWS::IAM::OIDCProvider';

const providerArn = ({ OpenIDConnectProviderArn }: { readonly OpenIDConnectProviderArn?: string }) => checkedArn('OpenIDConnectProviderArn', OpenIDConnectProviderArn);

/** "Idempotent; it does not fail or return an error if you add an existing client ID" (IAM API Reference). */
export const addClientId = iamOperation(SHAPE, providerArn, async (input, api) => {
  const clientId = checkedClientId(input.ClientID);
  await changeClientIds(providerArn(input), (known) => [...new Set([...known, clientId])], api);
  return {};
});

/** "Idempotent; it does not fail or return an error if you try to remove a client ID that does not exist" (IAM API Reference). */
export const removeClientId = iamOperation(SHAPE, providerArn, async (input, api) => {
  const clientId = checkedClientId(input.ClientID);
  await changeClientIds(providerArn(input), (known) => known.filter((one) => one !== clientId), api);
  return {};
});

/** Of a provider that was made by hand: those of a stack's are the stack's. */
async function changeClientIds(arn: string, changed: (known: readonly string[]) => readonly string[], api: IamApi): Promise<void> {
  const provider = api.account.oidcProviders.find((one) => one.arn === arn);
  if (provider === undefined) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  const ClientIdList = changed(provider.clientIds);
  if (ClientIdList.length === provider.clientIds.length) return;
  const found = api.stacks.record.retained.find(({ type, physicalId }) => type === TYPE && physicalId === arn);
  if (found === undefined) {
    throw new AwsError('UnmodifiableEntity', `The provider ${arn} belongs to the stack ${api.stacks.ownerOf((one) => one.type === TYPE && one.physicalId === arn)?.name}: change its client ids there`);
  }
  await change(found, { ...found.properties, ClientIdList }, api);
}

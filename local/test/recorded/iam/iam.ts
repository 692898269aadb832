import { ask } from './asked';
import type { KeysFact, ProviderFact } from './facts';
import { keys, KEYS_SOURCE, NAMES_SOURCES, providers, PROVIDERS_SOURCE } from './facts';
import type { ContextValue } from '../../../src/iam';
import { compilePolicy, explain, explainTrust, MalformedPolicyError } from '../../../src/iam';
import { account } from '../../assembly/support';
import type { Area, Fact } from '../area';

const ARN = 'arn:aws:iam::123456789012:oidc-provider/';

function providerFact({ name, url, clientIds = [], thumbprints, beside, stored }: ProviderFact): Fact {
  const resource = (Url: string, properties: object = {}) => ({ Type: 'AWS::IAM::OIDCProvider', Properties: { Url, ...properties } });
  const it = resource(url, { ClientIdList: clientIds, ThumbprintList: thumbprints });
  const Resources = { ...beside === undefined ? {} : { Other: resource(beside) }, It: it };
  return {
    id: `OIDC provider: ${name}`,
    source: PROVIDERS_SOURCE,
    aws: { arn: `${ARN}${stored.path}`, clientIds: stored.clientIds ?? clientIds, thumbprints: stored.thumbprints ?? thumbprints },
    ours: () => {
      const found = account({ Resources }).oidcProviders.find(({ arn }) => arn === `${ARN}${stored.path}`);
      return found && { arn: found.arn, clientIds: found.clientIds, thumbprints: found.thumbprints };
    },
  };
}

/** A context without values that notes what it is asked for. */
class AskedContext extends Map<string, ContextValue> {
  readonly asked = new Set<string>();

  override get(key: string): undefined {
    this.asked.add(key);
    return undefined;
  }
}

/** The condition keys that the evaluator looks at in any statement. */
function keysOf(document: object): readonly string[] | 'refused' {
  const context = new AskedContext();
  try {
    const policy = compilePolicy(document);
    const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/x', context };
    if (policy.attachedTo === 'principal') explain({ identity: [policy] }, request);
    else explainTrust(policy, request, { arn: 'arn:aws:iam::123456789012:user/a' });
    return [...context.asked].sort();
  } catch (error) {
    if (error instanceof MalformedPolicyError) return 'refused';
    throw error;
  }
}

function keysFact({ name, policy, keys: found, left }: KeysFact): Fact {
  return {
    id: `keys of a policy: ${name}`,
    source: KEYS_SOURCE,
    aws: found === 'refused' ? found : found.map(key => key.toLowerCase()).sort(),
    ours: () => keysOf(policy),
    left,
  };
}

export const iam: Area = {
  name: 'iam',
  facts: [
    { id: 'GetRole in upper case', source: NAMES_SOURCES.role, aws: 'MixedRole', ours: async () => (await ask()).role },
    { id: 'GetRolePolicy in upper case', source: NAMES_SOURCES.policy, aws: 'MIXEDNAME', ours: async () => (await ask()).policy },
    ...providers.map(providerFact),
    {
      id: 'OIDC provider: a known client id is added without complaint',
      source: PROVIDERS_SOURCE,
      aws: 'ok',
      ours: async () => (await ask()).addClientId,
    },
    ...keys.map(keysFact),
  ],
};

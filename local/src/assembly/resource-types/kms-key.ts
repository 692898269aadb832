import { flagProperty } from './flag-property';
import { onlyProperties, optionalText, refuse } from './properties';
import { resourcePolicy } from './resource-policy';
import type { Resource, ResourceType } from './resource-type';
import { uuidOf } from '../../cognito';
import type { KeyState } from '../../kms';
import type { JsonObject } from '../json';
import { placeText } from '../physical-name';

const LOOKED_AT = ['Enabled', 'KeyPolicy', 'KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'];
const HARMLESS = ['BypassPolicyLockoutSafetyCheck', 'Description', 'EnableKeyRotation', 'PendingWindowInDays', 'RotationPeriodInDays', 'Tags'];

/**
 * The account may do everything, and so delegates to IAM.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function defaultPolicy({ environment: { partition, account } }: Resource): JsonObject {
  return {
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [{
      Sid: 'Enable IAM User Permissions', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: 'kms:*', Resource: '*',
    }],
  };
}

/** A key whose material is to be imported waits for it: the local cloud has nothing to import it with. */
function stateOf(resource: Resource, origin: string): KeyState {
  if (origin !== 'AWS_KMS') return 'PendingImport';
  return flagProperty(resource, 'Enabled', true) ? 'Enabled' : 'Disabled';
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const kmsKey: ResourceType = {
  replacedOn: ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  identify: (resource) => {
    const { partition, region, account } = resource.environment;
    const uuid = uuidOf(placeText(resource));
    const id = flagProperty(resource, 'MultiRegion', false) ? `mrk-${uuid.replaceAll('-', '')}` : uuid;
    return { ref: id, attributes: { Arn: `arn:${partition}:kms:${region}:${account}:key/${id}`, KeyId: id } };
  },
  declare: (resource, { attributes }, account) => {
    onlyProperties(resource, LOOKED_AT, HARMLESS);
    const origin = optionalText(resource, 'Origin') ?? 'AWS_KMS';
    if (origin !== 'AWS_KMS' && origin !== 'EXTERNAL') refuse(resource, 'Origin', origin, 'AWS_KMS or EXTERNAL');
    account.keys.set(attributes.Arn, {
      arn: attributes.Arn,
      policy: resource.property('KeyPolicy') === undefined ? defaultPolicy(resource) : resourcePolicy(resource, 'KeyPolicy'),
      spec: optionalText(resource, 'KeySpec') ?? 'SYMMETRIC_DEFAULT',
      usage: optionalText(resource, 'KeyUsage') ?? 'ENCRYPT_DECRYPT',
      origin,
      isMultiRegion: flagProperty(resource, 'MultiRegion', false),
      state: stateOf(resource, origin),
    });
  },
};

import { onlyProperties, refuse, textProperty } from './properties';
import type { ResourceType } from './resource-type';
import { findKey, keyArn } from '../encryption-key';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const kmsAlias: ResourceType = {
  replacedOn: ['AliasName'],
  namedBy: 'AliasName',
  refuseUpdate: (before, after) => {
    // On AWS a table goes on with the key that the alias meant when the table named it, a bucket does not.
    if (idOf(before.TargetKeyId) === idOf(after.TargetKeyId)) return undefined;
    return 'the local cloud does not support another key for an alias: want another alias for it';
  },
  identify: (resource) => {
    const name = textProperty(resource, 'AliasName');
    if (!/^alias\/(?!aws\/)[\w/-]{1,250}$/.test(name)) refuse(resource, 'AliasName', name, 'alias/ and letters, digits or any of /_-, not alias/aws/');
    return { ref: name, attributes: {} };
  },
  declare: (resource, { ref }, account) => {
    onlyProperties(resource, ['AliasName', 'TargetKeyId']);
    const target = textProperty(resource, 'TargetKeyId');
    const arn = keyArn(ref, resource.environment);
    if (account.keyAliases.has(arn)) refuse(resource, 'AliasName', ref, 'a name of its own');
    if (target.includes('alias/')) refuse(resource, 'TargetKeyId', target, 'the id or the ARN of a key');
    account.keyAliases.set(arn, target);
    account.afterwards.push(() => {
      if (!resource.isRetained && findKey(target, resource.environment, account) === undefined) {
        refuse(resource, 'TargetKeyId', target, 'a key that these stacks define');
      }
    });
  },
};

/** Of a key's id or ARN. */
function idOf(target: unknown): string | undefined {
  return String(target).split('/').pop();
}

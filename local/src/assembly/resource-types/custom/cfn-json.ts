import { isObject } from '../../json';
import { refuse, textProperty } from '../properties';
import type { ResourceType } from '../resource-type';

/**
 * CDK's `CfnJson`: gives its value back, so that keys of objects can be known at deployment only.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.CfnJson.html
 */
export const cfnJson: ResourceType = {
  identify: (resource) => ({
    ref: resource.logicalId,
    attributes: {},
    otherAttribute: (name) => (name === 'Value' ? parsed(textProperty(resource, 'Value'), (text) => refuse(resource, 'Value', text, 'JSON')) : undefined),
  }),
  declare: () => {},
};

/** `stack.toJsonString` of what is known at deployment only. */
export const cfnJsonStringify: ResourceType = {
  identify: (resource) => ({ ref: resource.logicalId, attributes: { Value: JSON.stringify(resource.property('Value')) } }),
  declare: () => {},
};

function parsed(text: string, refused: (text: string) => never): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) || Array.isArray(value) || typeof value === 'string' ? value : String(value);
  } catch {
    return refused(text);
  }
}

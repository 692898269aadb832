import type { ResourceType } from '../resource-type';

/** A custom resource of CDK that configures a back end; its function is not called. */
export const inertCustom: ResourceType = {
  identify: (resource) => ({ ref: resource.physicalName(64), attributes: {}, otherAttribute: (name) => `${resource.logicalId}.${name}` }),
  declare: () => {},
};

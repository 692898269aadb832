import type { ResourceType } from './resource-type';

/** CDK's own usage note; nothing to run. */
export const cdkMetadata: ResourceType = {
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: {} }),
  declare: () => {},
};

import type { ResourceType } from './resource-type';

const MAX_NAME_LENGTH = 63;

/** A resource of a type that is not known, which the user asked to pass over. */
export const skipped: ResourceType = {
  identify: (resource) => {
    const { partition, region, account } = resource.environment;
    const name = resource.physicalName(MAX_NAME_LENGTH);
    const service = resource.type.split('::')[1]?.toLowerCase() ?? 'unknown';
    return {
      ref: name,
      attributes: { Arn: `arn:${partition}:${service}:${region}:${account}:${name}` },
      otherAttribute: (attribute) => `${name}.${attribute}`,
    };
  },
  declare: () => {},
};

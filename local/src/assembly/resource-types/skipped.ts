import { holdsPolicy } from './permissions';
import { refuse } from './properties';
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
  // As written: nobody knows what the functions in it would give.
  declare: (resource) => {
    const policy = Object.entries(resource.written).find(([, value]) => holdsPolicy(value));
    if (policy !== undefined) refuse(resource, ...policy, 'no policy in a resource that is passed over, since it would be lost');
  },
};

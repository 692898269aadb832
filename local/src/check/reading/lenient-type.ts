import { AssemblyError, isKnownType, knownType, type FindResourceType } from '../../assembly';
import type { Identity, Resource, ResourceType } from '../../assembly/resource-types/resource-type';
import { skipped } from '../../assembly/resource-types/skipped';
import { answersAtDeployment } from './harmless';

/** Types whose references are their creator's to choose. */
const UNKNOWABLE = /^(Custom::|AWS::CloudFormation::)/;

/** Names resources as the local cloud does, and declares nothing: the check reads properties itself, as far as they can be read. */
export const lenientType: FindResourceType = (resource) => ({
  identify: isKnownType(resource.type) && !answersAtDeployment(resource.type) ? (one) => named(knownType(resource), one) : (one) => passedOver(one),
  declare: () => {},
});

/** One whose name cannot be read is called as CloudFormation would call one without a name: nothing else is called so. */
function named({ identify }: ResourceType, resource: Resource): Identity {
  try {
    return identify(resource);
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    return identify({ ...resource, property: (name) => readable(resource, name) });
  }
}

function readable(resource: Resource, name: string): unknown {
  try {
    return resource.property(name);
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    return undefined;
  }
}

function passedOver(resource: Resource): Identity {
  const unknowable = (what: string) => new AssemblyError(`${what} of ${resource.logicalId} (${resource.type}) is not known before it is deployed`);
  if (UNKNOWABLE.test(resource.type)) throw unknowable('what refers to the resource');
  return { ...skipped.identify(resource), otherAttribute: (attribute) => { throw unknowable(`the attribute ${attribute}`); } };
}

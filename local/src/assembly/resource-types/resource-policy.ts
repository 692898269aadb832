import { document, refuse } from './properties';
import type { Resource } from './resource-type';
import { compilePolicy, MalformedPolicyError } from '../../iam';
import type { JsonObject } from '../json';
import { refuseTagConditions } from '../tag-conditions';

/** The policy of a resource, as a property has it: every statement of it says for whom. */
export function resourcePolicy(resource: Resource, property: string): JsonObject {
  const found = document(resource, property);
  refuseTagConditions(`stack ${resource.stack}: ${resource.logicalId}`, [found]);
  try {
    const { attachedTo, statements } = compilePolicy(found);
    for (const { conditions, effect, principals, unknownElements } of statements) {
      // IAM User Guide, JSON policy elements: NotPrincipal: only with Deny.
      if (effect === 'Allow' && principals?.not) return refuse(resource, property, 'Allow with NotPrincipal', 'NotPrincipal with Deny only, a Principal with Allow');
      const unknown = unknownElements[0] ?? conditions.find(({ problem }) => problem !== undefined)?.operator;
      if (unknown !== undefined) return refuse(resource, property, unknown, 'elements and condition operators of IAM');
    }
    return attachedTo === 'resource' ? found : refuse(resource, property, found, 'a Principal in every statement');
  } catch (error) {
    if (error instanceof MalformedPolicyError) return refuse(resource, property, error.message, 'a policy that AWS would take');
    throw error;
  }
}

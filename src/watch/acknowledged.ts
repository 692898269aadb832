import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ErrorCode } from '../checks/error-codes';

/**
 * Whether a rule was acknowledged, with a reason, on a construct or around it:
 * `Validations.of(policy).acknowledge({ id: 'cdk-web-identity::<rule>', reason: '…' })`.
 */
export function isAcknowledged(construct: IConstruct, code: ErrorCode): boolean {
  return construct.node.scopes.flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .some(({ data }) => `cdk-web-identity::${code}` in data);
}

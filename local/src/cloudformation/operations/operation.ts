import type { QueryInput, QueryOperation, QueryShape } from '../../protocols/query-input';
import type { ChangeSets } from '../change-sets';
import type { DeploymentSources } from '../deployment-request';
import type { Stacks } from '../stacks';

/** What operations work on. */
export interface ControlPlane extends DeploymentSources {
  readonly stacks: Stacks;
  readonly changeSets: ChangeSets;
  readonly clock: () => number;
  /** `arn:<partition>:cloudformation:<region>:<account>` */
  readonly arnPrefix: string;
}

/** One operation of CloudFormation. */
export type Operation = QueryOperation<ControlPlane>;

export function operation<const Shape extends QueryShape>(
  shape: Shape, act: (input: QueryInput<Shape>, plane: ControlPlane) => Promise<object>,
): Operation {
  return { shape, act };
}

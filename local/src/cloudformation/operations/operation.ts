import type { ChangeSets } from '../change-sets';
import type { DeploymentSources } from '../deployment-request';
import type { Parameters } from '../request';
import type { Stacks } from '../stacks';

/** What operations work on. */
export interface ControlPlane extends DeploymentSources {
  readonly stacks: Stacks;
  readonly changeSets: ChangeSets;
  readonly clock: () => number;
  /** `arn:<partition>:cloudformation:<region>:<account>` */
  readonly arnPrefix: string;
}

/** One operation of CloudFormation: its parameters, already authorized, to the members of its answer. */
export type Operation = (parameters: Parameters, plane: ControlPlane) => Promise<object>;

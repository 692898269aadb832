import type { Environment } from '../../assembly';
import type { Admission } from '../../authorization/admission';
import { arnPrefixOf, controlRequests, OPERATIONS, type ChangeSets, type ControlPlane, type Stacks } from '../../cloudformation';
import { QueryService } from '../query-service';
import type { TemplateReader } from './template-reader';

/** A template in the request has 51,200 bytes at most; percent-encoding may triple them. */
const MAX_FORM_BYTES = 512 * 1024;

export interface CloudFormationDependencies {
  readonly stacks: Stacks;
  readonly changeSets: ChangeSets;
  readonly templates: TemplateReader;
  readonly environment: Environment;
  readonly clock: () => number;
}

/** CloudFormation over HTTP: the control plane that `cdk deploy` and `aws cloudformation` talk to. */
export function cloudFormationService(
  { stacks, changeSets, templates, environment, clock }: CloudFormationDependencies, admission: Admission,
): QueryService<ControlPlane> {
  const arnPrefix = arnPrefixOf(environment);
  return new QueryService<ControlPlane>({
    name: 'cloudformation',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    version: '2010-05-15',
    maxFormBytes: MAX_FORM_BYTES,
    operations: OPERATIONS,
    hint: ': the local cloud does not support it',
    actions: (action, input) => controlRequests(action, input, stacks.record, arnPrefix),
    act: (operation, { request: input }, request, applicant) => stacks.inTurn(async () => operation.act(input, {
      stacks,
      changeSets,
      clock,
      arnPrefix,
      environment,
      findType: stacks.findType,
      findStored: (name) => stacks.account.parameters.get(name),
      readTemplate: (url) => templates.read(url, request, applicant),
    })),
  }, admission);
}

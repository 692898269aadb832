import type { Environment } from '../../assembly';
import { AwsError } from '../../aws-error';
import { arnPrefixOf, controlRequests, OPERATIONS, type ChangeSets, type Stacks } from '../../cloudformation';
import type { Authorizer } from '../../authorization/authorizer';
import { callerContext } from '../../authorization/caller-context';
import type { Callers } from '../../authorization/callers';
import type { HttpRequest, HttpResponse } from '../../protocols/http';
import { asAwsError } from '../internal-failure';
import { queryAnswer, queryError, queryParameters } from '../../protocols/query';
import type { TemplateReader } from './template-reader';

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';
const VERSION = '2010-05-15';
/** A template in the request has 51,200 bytes at most; percent-encoding may triple them. */
const MAX_FORM_BYTES = 512 * 1024;

export interface CloudFormationDependencies {
  readonly stacks: Stacks;
  readonly changeSets: ChangeSets;
  readonly templates: TemplateReader;
  readonly environment: Environment;
  readonly authorizer: Authorizer;
  readonly callers: Callers;
  readonly clock: () => number;
}

/** CloudFormation over HTTP (Query protocol): the control plane that `cdk deploy` and `aws cloudformation` talk to. */
export class CloudFormationService {
  constructor(private readonly dependencies: CloudFormationDependencies) {}

  async handle(request: HttpRequest): Promise<HttpResponse> {
    try {
      if (request.path !== '/') throw new AwsError('UnknownOperationException', 'CloudFormation answers on / only', 404);
      const parameters = queryParameters(request, MAX_FORM_BYTES);
      const action = parameters.get('Action') ?? '';
      const operation = OPERATIONS.get(action);
      const caller = await this.dependencies.callers.of(request, 'cloudformation');
      if (operation === undefined || parameters.get('Version') !== VERSION) {
        throw new AwsError('InvalidAction', `Could not find operation ${action.slice(0, 64)} for version ${parameters.get('Version')?.slice(0, 64) ?? 'NO_VERSION_SPECIFIED'}: the local cloud does not support it`);
      }
      const { stacks, changeSets, authorizer, templates, environment, clock } = this.dependencies;
      const arnPrefix = arnPrefixOf(environment);
      const context = callerContext(request, caller, environment, clock());
      const asked = controlRequests(action, parameters, stacks.record, arnPrefix);
      const decision = authorizer.authorize(caller, asked.map((one) => ({ ...one, context: new Map([...context, ...one.context]) })));
      const result = await stacks.inTurn(() => operation(parameters, {
        stacks,
        changeSets,
        clock,
        arnPrefix,
        findType: stacks.findType,
        findStored: (name) => stacks.account.parameters.get(name),
        readTemplate: (url) => templates.read(url, request, caller),
      }));
      return queryAnswer(action, NAMESPACE, result, { 'x-local-decision': decision });
    } catch (error) {
      return queryError(asAwsError(error), NAMESPACE);
    }
  }
}

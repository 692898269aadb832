import type { Account } from '../../assembly';
import { AwsError } from '../../aws-error';
import type { Stacks } from '../../cloudformation';
import { OPERATIONS } from '../../iam-api';
import { COMMON_PARAMETERS, refuseOtherParameters, type Parameters } from '../../sts';
import type { Authorizer } from '../../authorization/authorizer';
import { callerContext } from '../../authorization/caller-context';
import type { Callers } from '../../authorization/callers';
import type { HttpRequest, HttpResponse } from '../../protocols/http';
import { asAwsError } from '../internal-failure';
import { queryAnswer, queryError, queryParameters } from '../../protocols/query';

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';
const VERSION = '2010-05-08';

/** Partition → Region of IAM's one endpoint, from the endpoint data of the AWS SDKs: what `aws:RequestedRegion` is, wherever the account's stacks are. */
const REGIONS: ReadonlyMap<string, string> = new Map([
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-eusc', 'eusc-de-east-1'],
  ['aws-iso', 'us-iso-east-1'],
  ['aws-iso-b', 'us-isob-east-1'],
  ['aws-iso-e', 'eu-isoe-west-1'],
  ['aws-iso-f', 'us-isof-south-1'],
  ['aws-us-gov', 'us-gov-west-1'],
]);

export interface IamDependencies {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly authorizer: Authorizer;
  readonly callers: Callers;
  readonly clock: () => number;
}

/** IAM over HTTP (Query protocol): for reading what the stacks made, and for deleting what they let go of. */
export class IamService {
  constructor(private readonly dependencies: IamDependencies) {}

  async handle(request: HttpRequest): Promise<HttpResponse> {
    const { account, stacks, authorizer, callers, clock } = this.dependencies;
    try {
      if (request.path !== '/') throw new AwsError('UnknownOperationException', 'IAM answers on / only', 404);
      const parameters = queryParameters(request);
      const action = parameters.get('Action') ?? '';
      const caller = await callers.of(request, 'iam');
      const operation = parameters.get('Version') === VERSION ? OPERATIONS.get(action) : undefined;
      if (operation === undefined) throw invalidAction(action, parameters);
      refuseOtherParameters(parameters, [...COMMON_PARAMETERS, ...operation.parameters]);
      const { partition, account: id } = account.environment;
      const context = callerContext(request, caller, { region: REGIONS.get(partition)!, account: id }, clock());
      const decision = authorizer.authorize(caller, [{ action: `iam:${action}`, resource: operation.resource(parameters, account), context }]);
      return queryAnswer(action, NAMESPACE, await operation.act(parameters, { account, stacks }), { 'x-local-decision': decision });
    } catch (error) {
      return queryError(asAwsError(error), NAMESPACE);
    }
  }
}

function invalidAction(action: string, parameters: Parameters): AwsError {
  const version = parameters.get('Version')?.slice(0, 64) ?? 'NO_VERSION_SPECIFIED';
  return new AwsError('InvalidAction', `Could not find operation ${action.slice(0, 64)} for version ${version}: `
    + `the local cloud's roles and policies are made by stacks; of IAM it has ${[...OPERATIONS.keys()].join(', ')} (${VERSION})`);
}

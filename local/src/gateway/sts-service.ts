import { AwsError } from '../aws-error';
import { assumeRoleWithWebIdentity, getCallerIdentity, type AssumeRoleDependencies } from '../sts';
import type { Callers } from './callers';
import { preflight } from './cors';
import type { DecisionLog } from './decision-log';
import type { HttpRequest, HttpResponse } from './http';
import { queryAnswer, queryError, queryParameters } from './query-protocol';
import { globalContext } from './request-context';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const VERSION = '2011-06-15';

export interface StsDependencies extends AssumeRoleDependencies {
  readonly callers: Callers;
  readonly log: DecisionLog;
  readonly region: string;
}

/** STS over HTTP. */
export class StsService {
  constructor(private readonly dependencies: StsDependencies) {}

  async handle(request: HttpRequest): Promise<HttpResponse> {
    const asked = preflight(request);
    if (asked !== undefined) return asked;
    try {
      const parameters = queryParameters(request);
      const action = parameters.get('Action') ?? '';
      if (parameters.get('Version') !== VERSION) throw invalidAction(action, parameters.get('Version'));
      switch (action) {
        case 'AssumeRoleWithWebIdentity': return queryAnswer(action, NAMESPACE, await this.assume(request, parameters));
        case 'GetCallerIdentity': return queryAnswer(action, NAMESPACE, getCallerIdentity(parameters, await this.dependencies.callers.of(request, 'sts')));
        default: throw invalidAction(action, VERSION);
      }
    } catch (error) {
      if (error instanceof AwsError) return queryError(error, NAMESPACE);
      throw error;
    }
  }

  private async assume(request: HttpRequest, parameters: ReadonlyMap<string, string>): Promise<object> {
    const { clock, log, region } = this.dependencies;
    const context = globalContext(request, region, clock());
    try {
      return await assumeRoleWithWebIdentity(parameters, context, this.dependencies);
    } catch (error) {
      if (error instanceof AwsError && error.code !== 'AccessDenied') {
        // No policy was asked; whoever reads the log wants to know why all the same.
        const reason = typeof error.cause === 'string' ? error.cause : error.message;
        log.add('anonymous', { action: 'sts:AssumeRoleWithWebIdentity', resource: parameters.get('RoleArn') ?? '', context }, 'Refused', () => reason);
      }
      throw error;
    }
  }
}

function invalidAction(action: string, version: string | undefined): AwsError {
  return new AwsError('InvalidAction', `Could not find operation ${action.slice(0, 64)} for version ${version ?? 'NO_VERSION_SPECIFIED'}`);
}

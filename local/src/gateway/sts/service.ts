import { ASSUME_ROLE, ASSUME_ROLE_WITH_WEB_IDENTITY } from './shapes';
import type { Callers } from '../../authorization/callers';
import type { DecisionLog } from '../../authorization/decision-log';
import { globalContext } from '../../authorization/global-context';
import { AwsError } from '../../aws-error';
import type { RequestContext } from '../../iam';
import type { HttpHead, HttpRequest, HttpResponse, IncomingBody } from '../../protocols/http';
import { invalidAction, queryAnswer, queryError, queryParameters } from '../../protocols/query';
import { readInput, type QueryParameters } from '../../protocols/query-input';
import {
  assumeRole, assumeRoleWithWebIdentity, getCallerIdentity, type AssumeRoleDependencies, type AuthorizeTrust, type RoleChainDependencies,
} from '../../sts';
import { CORS_HEADERS, preflight } from '../cors';
import { asAwsError } from '../internal-failure';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const VERSION = '2011-06-15';
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST']);
/** Anybody may send one, so it is no longer than it needs to be: tokens have 20,000 characters at most. */
const MAX_FORM_BYTES = 64 * 1024;

type Noted = (decisionId: string) => void;

export interface StsDependencies extends AssumeRoleDependencies, RoleChainDependencies {
  /** `noted` is told the decision's id, which goes beside the answer. */
  readonly authorize: (...decision: [...Parameters<AuthorizeTrust>, noted?: Noted]) => boolean;
  readonly callers: Callers;
  readonly log: DecisionLog;
  readonly region: string;
}

/** STS over HTTP: the global endpoint and the regional ones have one path, `/`, and take GET and POST. */
export class StsService {
  constructor(private readonly dependencies: StsDependencies) {}

  async handle(head: HttpHead, incoming: IncomingBody): Promise<HttpResponse> {
    const asked = preflight(head);
    if (asked !== undefined) return asked;
    const headers: Record<string, string> = { ...CORS_HEADERS };
    const noted = (id: string) => { headers['x-local-decision'] = id; };
    try {
      if (head.path !== '/' || !METHODS.has(head.method)) throw new AwsError('UnknownOperationException', 'STS answers GET and POST on / only', 404);
      const request = { ...head, body: await incoming.read(MAX_FORM_BYTES) };
      const parameters = queryParameters(request);
      if (parameters.get('Version') !== VERSION) throw invalidAction(parameters);
      const action = parameters.get('Action') ?? '';
      return queryAnswer(action, NAMESPACE, await this.act(action, request, parameters, noted), headers);
    } catch (error) {
      return queryError(asAwsError(error), NAMESPACE, headers);
    }
  }

  private async act(action: string, request: HttpRequest, parameters: QueryParameters, noted: Noted): Promise<object> {
    switch (action) {
      case 'AssumeRoleWithWebIdentity': return this.assumeWithToken(request, parameters, noted);
      case 'AssumeRole': return assumeRole(readInput(parameters, ASSUME_ROLE), this.dependencies.callers.of(request, 'sts'), this.context(request), this.dependencies);
      case 'GetCallerIdentity': return this.callerIdentity(request, parameters);
      default: throw invalidAction(parameters);
    }
  }

  private async callerIdentity(request: HttpRequest, parameters: QueryParameters): Promise<object> {
    const caller = this.dependencies.callers.of(request, 'sts');
    readInput(parameters, {});
    return getCallerIdentity(caller);
  }

  private async assumeWithToken(request: HttpRequest, parameters: QueryParameters, noted: Noted): Promise<object> {
    const context = this.context(request);
    const { authorize, log } = this.dependencies;
    try {
      return await assumeRoleWithWebIdentity(readInput(parameters, ASSUME_ROLE_WITH_WEB_IDENTITY), context, {
        ...this.dependencies,
        authorize: (role, asked, caller) => authorize(role, asked, caller, noted),
      });
    } catch (error) {
      if (error instanceof AwsError && error.code !== 'AccessDenied') {
        // No policy was asked; whoever reads the log wants to know why all the same.
        const reason = typeof error.cause === 'string' ? error.cause : error.message;
        const resource = parameters.get('RoleArn') ?? '';
        noted(log.add('anonymous', { action: 'sts:AssumeRoleWithWebIdentity', resource, context }, 'Refused', () => reason));
      }
      throw error;
    }
  }

  private context(request: HttpRequest): RequestContext {
    return globalContext(request, this.dependencies.region, this.dependencies.clock());
  }
}

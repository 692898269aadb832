import type { Admission, Applicant } from '../authorization/admission';
import type { Permitted } from '../authorization/authorizer';
import { AwsError } from '../aws-error';
import type { AuthorizationRequest } from '../iam';
import { asAwsError } from './internal-failure';
import type { HttpHead, HttpResponse, IncomingBody } from '../protocols/http';
import { invalidAction, queryAnswer, queryError, queryParameters } from '../protocols/query';
import { readInput, type QueryOperation } from '../protocols/query-input';

/** A service of the Query protocol, all of whose requests are signed and authorized. */
export interface QueryApi<World> {
  /** As signatures call it. */
  readonly name: 'cloudformation' | 'iam';
  readonly namespace: string;
  readonly version: string;
  /** Where the service is, if not where the stacks are. */
  readonly region?: string;
  readonly maxFormBytes: number;
  readonly operations: Readonly<Record<string, QueryOperation<World>>>;
  /** What to say behind "could not find operation". */
  readonly hint: string;
  /** What an action is in IAM's terms. */
  actions(action: string, input: object): AuthorizationRequest[];
  /** Carries it out. */
  act(operation: QueryOperation<World>, permitted: Permitted<object>, head: HttpHead, applicant: Applicant): Promise<object>;
}

/** Such a service over HTTP. */
export class QueryService<World> {
  constructor(private readonly api: QueryApi<World>, private readonly admission: Admission) {}

  async handle(head: HttpHead, incoming: IncomingBody): Promise<HttpResponse> {
    const { name, namespace, version, region, maxFormBytes, operations, hint } = this.api;
    try {
      if (head.path !== '/') throw new AwsError('UnknownOperationException', `${name} answers on / only`, 404);
      const { applicant, body } = await this.admission.receive(head, incoming, { service: name, maxBytes: maxFormBytes, region });
      const parameters = queryParameters({ ...head, body });
      const action = parameters.get('Action') ?? '';
      if (parameters.get('Version') !== version || !Object.hasOwn(operations, action)) throw invalidAction(parameters, hint);
      const operation = operations[action];
      const input = readInput(parameters, operation.shape);
      const permitted = applicant.permit(input, this.api.actions(action, input));
      return queryAnswer(action, namespace, await this.api.act(operation, permitted, head, applicant), { 'x-local-decision': permitted.decision });
    } catch (error) {
      return queryError(asAwsError(error), namespace);
    }
  }
}

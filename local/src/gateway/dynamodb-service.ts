import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error';
import { actionRequests, DynamoDbError, type Engine, type Location, type Table } from '../dynamodb';
import type { AuthorizationRequest, ContextValue } from '../iam';
import { AccessDenied, type Authorizer, type Caller } from './authorizer';
import type { Callers } from './callers';
import { CORS_HEADERS, preflight } from './cors';
import { header, type HttpRequest, type HttpResponse } from './http';
import { asAwsError } from './internal-failure';
import { globalContext } from './request-context';

/** Prefix of `X-Amz-Target`: the service model's name and version. */
export const DYNAMODB_TARGET = 'DynamoDB_20120810.';

export interface DynamoDbDependencies {
  readonly engine: Engine;
  readonly tables: ReadonlyMap<string, Table>;
  readonly location: Location;
  readonly authorizer: Authorizer;
  readonly callers: Callers;
  readonly clock: () => number;
}

/** DynamoDB over HTTP: who asks, what that is in IAM's terms, whether they may; only then it is done. */
export class DynamoDbService {
  constructor(private readonly dependencies: DynamoDbDependencies) {}

  async handle(request: HttpRequest): Promise<HttpResponse> {
    const asked = preflight(request);
    if (asked !== undefined) return asked;
    const { authorizer, callers, engine, tables, location } = this.dependencies;
    try {
      if (request.method !== 'POST' || request.path !== '/') throw new AwsError('UnknownOperationException', 'DynamoDB answers POST on / only', 404);
      const caller = await callers.of(request, 'dynamodb');
      const operation = (header(request, 'x-amz-target') ?? '').slice(DYNAMODB_TARGET.length);
      const input = parseBody(request.body);
      const requests = actionRequests(operation, input, tables, location);
      const decision = authorizer.authorize(caller, this.withContext(requests, request, caller));
      return answer(200, await engine.execute(operation, input), decision);
    } catch (error) {
      return errorAnswer(asAwsError(error));
    }
  }

  private withContext(requests: readonly AuthorizationRequest[], request: HttpRequest, caller: Caller): AuthorizationRequest[] {
    const { location, clock } = this.dependencies;
    const common: [string, ContextValue][] = [
      ...globalContext(request, location.region, clock()),
      ['aws:resourceaccount', location.account],
      ...('assumedRoleId' in caller ? caller.context : []),
    ];
    return requests.map(({ action, resource, context }) => ({ action, resource, context: new Map([...common, ...context]) }));
  }
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new DynamoDbError('SerializationException', '', 400);
  }
}

function answer(status: number, body: object, decision: string | undefined): HttpResponse {
  return {
    status,
    headers: {
      ...CORS_HEADERS,
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': randomUUID(),
      ...(decision === undefined ? {} : { 'x-local-decision': decision }),
    },
    body: JSON.stringify(body),
  };
}

function errorAnswer(error: AwsError): HttpResponse {
  const members = error instanceof DynamoDbError ? error.members : {};
  return answer(error.status, {
    __type: `${shapeNamespace(error.code)}#${error.code}`,
    message: error.message,
    ...members,
  }, error instanceof AccessDenied ? error.decisionId : undefined);
}

/** Errors of the service itself, and those that every JSON service of AWS has. */
function shapeNamespace(code: string): string {
  return /^(ResourceNotFound|ResourceInUse|ConditionalCheckFailed|ItemCollectionSizeLimitExceeded|TransactionC|IdempotentParameterMismatch|InternalServerError|LimitExceeded|ProvisionedThroughputExceeded)/.test(code)
    ? 'com.amazonaws.dynamodb.v20120810' : 'com.amazon.coral.service';
}

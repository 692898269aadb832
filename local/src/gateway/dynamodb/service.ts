import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws-error';
import type { Stacks } from '../../cloudformation';
import { actionRequests, DynamoDbError, readRequest, type Location, type Table } from '../../dynamodb';
import { type DynamoDbEngine } from '../../engines/dynamodb/dynamodb-engine';
import { AccessDenied, type Authorizer } from '../../authorization/authorizer';
import { callerContext } from '../../authorization/caller-context';
import type { Callers } from '../../authorization/callers';
import { CORS_HEADERS, preflight } from '../cors';
import { deleteTable } from './delete-table';
import { told } from './key-error';
import { header, type HttpRequest, type HttpResponse } from '../../protocols/http';
import { asAwsError } from '../internal-failure';
import type { KeyPolicies } from '../../authorization/key-policies';

/** Prefix of `X-Amz-Target`: the service model's name and version. */
export const DYNAMODB_TARGET = 'DynamoDB_20120810.';

export interface DynamoDbDependencies {
  readonly engine: DynamoDbEngine;
  readonly stacks: Stacks;
  readonly tables: ReadonlyMap<string, Table>;
  readonly keys: KeyPolicies;
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
    const { authorizer, callers, clock, engine, keys, tables, location } = this.dependencies;
    try {
      if (request.method !== 'POST' || request.path !== '/') throw new AwsError('UnknownOperationException', 'DynamoDB answers POST on / only', 404);
      const caller = await callers.of(request, 'dynamodb');
      const operation = (header(request, 'x-amz-target') ?? '').slice(DYNAMODB_TARGET.length);
      const input = parseBody(request.body);
      const read = readRequest(operation, input, location);
      const requests = keys.completed(actionRequests(operation, read, tables, location), callerContext(request, caller, location, clock()), ['dynamodb']);
      const decision = authorizer.authorize(caller, requests, keys.resourceOf);
      const act = operation === 'DeleteTable' ? deleteTable(input, this.dependencies) : engine.execute(operation, input, read);
      return answer(200, await act, decision);
    } catch (error) {
      return errorAnswer(asAwsError(error));
    }
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
  const { code, message } = told(error);
  return answer(error.status, {
    __type: `${shapeNamespace(code)}#${code}`,
    message,
    ...members,
  }, error instanceof AccessDenied ? error.decisionId : undefined);
}

/** Errors of the service itself, and those that every JSON service of AWS has. */
function shapeNamespace(code: string): string {
  return /^(ResourceNotFound|ResourceInUse|ConditionalCheckFailed|ItemCollectionSizeLimitExceeded|TransactionC|IdempotentParameterMismatch|InternalServerError|LimitExceeded|ProvisionedThroughputExceeded)/.test(code)
    ? 'com.amazonaws.dynamodb.v20120810' : 'com.amazon.coral.service';
}

import { crc32 } from 'node:zlib';
import type { Admission } from '../../authorization/admission';
import type { Permitted } from '../../authorization/authorizer';
import type { AwsError } from '../../aws-error';
import {
  actionRequests, DynamoDbError, isPartiql, isTableOperation, parseRequest, partiqlRequests, type DynamoDbRequest, type Table,
} from '../../dynamodb';
import type { Answer } from '../../engines/dynamodb/dynamodb-engine';
import type { HttpHead, HttpResponse, IncomingBody } from '../../protocols/http';
import { decisionHeader, jsonOperation, jsonTextAnswer, parseJson } from '../../protocols/json';
import { preflight, withCors } from '../cors';
import { asAwsError } from '../internal-failure';
import { decodedBody, MAX_BODY_BYTES } from './encoded-body';
import { errorBody } from './error-body';
import { told } from './key-error';
import { actOnTable } from './tables';
import type { TableScope } from './tables/table-scope';

/** Prefix of `X-Amz-Target`: the service model's name and version. */
export const DYNAMODB_TARGET = 'DynamoDB_20120810.';

export interface DynamoDbDependencies extends TableScope {
  readonly admission: Admission;
  readonly tables: ReadonlyMap<string, Table>;
}

/** DynamoDB over HTTP (JSON 1.0). */
export class DynamoDbService {
  constructor(private readonly dependencies: DynamoDbDependencies) {}

  async handle(head: HttpHead, incoming: IncomingBody): Promise<HttpResponse> {
    const asked = preflight(head);
    if (asked !== undefined) return asked;
    const { admission, tables, location } = this.dependencies;
    try {
      const operation = jsonOperation(head, DYNAMODB_TARGET);
      const { applicant, body } = await admission.receive(head, incoming, { service: 'dynamodb', maxBytes: MAX_BODY_BYTES });
      const input = parseJson(decodedBody(head, body));
      // Without permission, that is what is wrong with it.
      if (isPartiql(operation)) applicant.permit(input, partiqlRequests(operation, input, tables, location));
      const read = parseRequest(operation, input, location);
      const permitted = applicant.permit(read, actionRequests(read, tables, location));
      return answer(head, 200, await act(permitted, this.dependencies), { 'x-local-decision': permitted.decision });
    } catch (error) {
      return errorAnswer(head, asAwsError(error));
    }
  }
}

/** Which tables there are is the account's; what is in them is the engine's. */
function act(permitted: Permitted<DynamoDbRequest>, scope: TableScope): Promise<Answer> {
  const { operation } = permitted.request;
  return isTableOperation(operation) ? actOnTable(operation, permitted, scope) : scope.engine.execute(permitted);
}

function errorAnswer(head: HttpHead, error: AwsError): HttpResponse {
  const members = error instanceof DynamoDbError ? error.members : {};
  return answer(head, error.status, { ...errorBody(told(error)), ...members }, decisionHeader(error));
}

/** With the checksum that the SDK for Go looks at in every answer. */
function answer(head: HttpHead, status: number, members: object, headers: Readonly<Record<string, string>>): HttpResponse {
  const body = JSON.stringify(members);
  return jsonTextAnswer('1.0', status, body, withCors(head, { ...headers, 'x-amz-crc32': String(crc32(body)) }));
}

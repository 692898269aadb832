import type { Environment } from '../../assembly';
import { AccessDenied } from '../../authorization/access-denied';
import type { Admission } from '../../authorization/admission';
import type { AwsError } from '../../aws-error';
import type { Engine } from '../../engines/sqs/engine';
import type { HttpHead, HttpResponse, IncomingBody } from '../../protocols/http';
import { decisionHeader, jsonAnswer, jsonOperation, parseJson } from '../../protocols/json';
import { actionRequests, parseRequest, SqsError } from '../../sqs';
import { asAwsError } from '../internal-failure';

/** Prefix of `X-Amz-Target`. */
export const SQS_TARGET = 'AmazonSQS.';

/** Ten messages of 1 MiB, none of whose bytes JSON can double. */
const MAX_BODY_BYTES = 22 * 1024 * 1024;

export interface SqsDependencies {
  readonly admission: Admission;
  readonly engine: Engine;
  readonly environment: Environment;
}

/** SQS over HTTP (JSON 1.0), as clients speak it since 2023. */
export class SqsService {
  constructor(private readonly dependencies: SqsDependencies) {}

  async handle(head: HttpHead, incoming: IncomingBody): Promise<HttpResponse> {
    const { admission, engine, environment } = this.dependencies;
    try {
      const operation = jsonOperation(head, SQS_TARGET);
      const { applicant, body } = await admission.receive(head, incoming, { service: 'sqs', maxBytes: MAX_BODY_BYTES });
      const request = parseRequest(operation, parseJson(body), environment);
      const permitted = applicant.permit(request, actionRequests(request, environment));
      return jsonAnswer('1.0', 200, await engine.execute(permitted), { 'x-local-decision': permitted.decision });
    } catch (error) {
      return errorAnswer(asAwsError(error));
    }
  }
}

function errorAnswer(error: AwsError): HttpResponse {
  const { code, queryCode, message, status } = told(error);
  // Clients that knew the Query protocol go by its codes.
  const headers = { ...decisionHeader(error), 'x-amzn-query-error': `${queryCode};${status < 500 ? 'Sender' : 'Receiver'}` };
  return jsonAnswer('1.0', status, { __type: `${error instanceof SqsError ? 'com.amazonaws.sqs' : 'com.amazon.coral.service'}#${code}`, message }, headers);
}

/** SQS writes actions in lower case when it denies them. */
function told(error: AwsError): { readonly code: string; readonly queryCode: string; readonly message: string; readonly status: number } {
  const { code, message, status } = error;
  if (error instanceof AccessDenied) return { code, queryCode: 'AccessDenied', message: message.replaceAll(/\bsqs:\w+/g, (action) => action.toLowerCase()), status: 403 };
  return { code, queryCode: error instanceof SqsError ? error.queryCode : code, message, status };
}

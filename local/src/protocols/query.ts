import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error';
import type { HttpRequest, HttpResponse } from './http';
import type { QueryParameters } from './query-input';
import { xmlElement } from './xml';

/** The AWS Query protocol: parameters in a form or the query string, answers in XML. */

/** Reads a request's parameters. One that is given twice is refused: which one counts is anybody's guess. */
export function queryParameters(request: HttpRequest): QueryParameters {
  const parameters = new Map<string, string>();
  for (const source of [request.query, request.method === 'POST' ? request.body.toString('utf8') : '']) {
    for (const [name, value] of new URLSearchParams(source)) {
      if (parameters.has(name)) throw new AwsError('MalformedQueryString', `the parameter ${JSON.stringify(name.slice(0, 64))} is given twice`, 400);
      parameters.set(name, value);
    }
  }
  return parameters;
}

/** What an action is called that a service does not have, or not in the version that was asked for. */
export function invalidAction(parameters: QueryParameters, more = ''): AwsError {
  const [action = '', version = 'NO_VERSION_SPECIFIED'] = [parameters.get('Action'), parameters.get('Version')].map((text) => text?.slice(0, 64));
  return new AwsError('InvalidAction', `Could not find operation ${action} for version ${version}${more}`);
}

export function queryAnswer(action: string, namespace: string, result: object, headers: object = {}): HttpResponse {
  const requestId = randomUUID();
  const body = { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } };
  return answer(200, requestId, headers, xmlElement(`${action}Response`, body, namespace));
}

/** What a policy refuses has a code and a status of its own in this protocol. */
export function queryError(error: AwsError, namespace: string, headers: object = {}): HttpResponse {
  const requestId = randomUUID();
  const [code, status] = error.code === 'AccessDeniedException' ? ['AccessDenied', 403] : [error.code, error.status];
  const body = { Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: error.message }, RequestId: requestId };
  const decision = error.decisionId === undefined ? {} : { 'x-local-decision': error.decisionId };
  return answer(status, requestId, { ...headers, ...decision }, xmlElement('ErrorResponse', body, namespace));
}

function answer(status: number, requestId: string, headers: object, body: string): HttpResponse {
  return { status, headers: { ...headers, 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}

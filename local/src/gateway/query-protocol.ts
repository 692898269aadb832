import { randomUUID } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import { AwsError } from '../aws-error';
import { CORS_HEADERS } from './cors';
import type { HttpRequest, HttpResponse } from './http';

/** The AWS Query protocol: parameters in a form or the query string, answers in XML. */

const xml = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: false });

/** Reads a request's parameters. One that is given twice is refused: which one counts is anybody's guess. */
export function queryParameters(request: HttpRequest): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const source of [request.query, request.method === 'POST' ? request.body.toString('utf8') : '']) {
    for (const [name, value] of new URLSearchParams(source)) {
      if (parameters.has(name)) throw new AwsError('MalformedQueryString', `the parameter ${JSON.stringify(name.slice(0, 64))} is given twice`, 400);
      parameters.set(name, value);
    }
  }
  return parameters;
}

export function queryAnswer(action: string, namespace: string, result: object, headers: object = {}): HttpResponse {
  const requestId = randomUUID();
  return answer(200, requestId, headers, {
    [`${action}Response`]: { '@_xmlns': namespace, [`${action}Result`]: plain(result), 'ResponseMetadata': { RequestId: requestId } },
  });
}

export function queryError(error: AwsError, namespace: string, headers: object = {}): HttpResponse {
  const requestId = randomUUID();
  return answer(error.status, requestId, headers, {
    ErrorResponse: {
      '@_xmlns': namespace,
      'Error': { Type: error.status < 500 ? 'Sender' : 'Receiver', Code: error.code, Message: printable(error.message) },
      'RequestId': requestId,
    },
  });
}

function answer(status: number, requestId: string, headers: object, body: object): HttpResponse {
  return {
    status,
    headers: { ...CORS_HEADERS, ...headers, 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `${xml.build(body)}`,
  };
}

/** Dates in ISO 8601 without milliseconds, as STS writes them. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace(/\.\d{3}Z$/, 'Z');
  if (typeof value === 'string') return printable(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

/** XML 1.0 cannot hold most control characters, in whatever form. */
function printable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

import type { HttpHead, HttpResponse } from '../protocols/http';

/** Apps in browsers call STS and DynamoDB directly, so both answer every origin, as AWS does. */
export function preflight(request: HttpHead): HttpResponse | undefined {
  if (request.method !== 'OPTIONS' || request.headers.get('access-control-request-method') === undefined) return undefined;
  return {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '*',
      'access-control-max-age': '172800',
    },
    body: '',
  };
}

export const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-amzn-RequestId, x-amzn-ErrorType, x-amz-request-id, x-amz-id-2, Date, x-local-decision',
};

/** An answer's headers: those that are for pages only where one asks (observed on AWS of DynamoDB by scylladb/scylladb test/alternator/test_cors). */
export function withCors(request: HttpHead, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return request.headers.get('origin') === undefined ? headers : { ...headers, ...CORS_HEADERS };
}

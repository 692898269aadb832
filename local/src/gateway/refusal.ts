import { AwsError } from '../aws-error';
import { CORS_HEADERS } from './cors';
import { FORBIDDEN_HOST } from './loopback-guard';
import type { HttpResponse } from '../protocols/http';

/**
 * A refusal before any service is found, whose form it could have. Pages may read it, as what went wrong is theirs to mend; one
 * that got here by a host name of its own may not.
 */
export function refusal({ code, status, message }: AwsError): HttpResponse {
  const cors = code === FORBIDDEN_HOST ? {} : CORS_HEADERS;
  return { status, headers: { ...cors, 'content-type': 'application/json' }, body: JSON.stringify({ code, message }) };
}

export function unmetExpectation(): AwsError {
  return new AwsError('ExpectationFailed', 'want no other Expect than 100-continue', 417);
}

import { AwsError } from '../aws-error';
import { noSpace } from '../no-space';
import { HungUp } from '../protocols/http';

/** What to answer for whatever was thrown: a defect of ours is AWS's InternalFailure, with a note on stderr. Throws where nobody waits for an answer. */
export function asAwsError(error: unknown): AwsError {
  // Also where whoever read the body made an error of its own of it.
  for (const reason of [error, error instanceof AwsError ? error.cause : undefined]) if (reason instanceof HungUp) throw reason;
  if (!(error instanceof AwsError)) {
    note(error);
    return new AwsError('InternalFailure', noSpace(error) ?? 'The request processing has failed because of an unknown error, exception or failure.', 500);
  }
  if (error.status >= 500 && error.cause !== undefined) note(error.cause);
  return error;
}

/** Kind and place only: a message may quote the request, and so a token or a key. */
function note(error: unknown): void {
  const full = noSpace(error);
  if (full !== undefined) {
    process.stderr.write(`cdk-web-identity-local: ${full}\n`);
    return;
  }
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const place = error instanceof Error ? /^\s+at .*$/m.exec(error.stack ?? '')?.[0].trim() : undefined;
  process.stderr.write(`cdk-web-identity-local: internal failure: ${kind} ${place ?? 'at an unknown place'}\n`);
}

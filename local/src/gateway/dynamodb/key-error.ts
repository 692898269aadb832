import { randomUUID } from 'node:crypto';
import { AccessDenied } from '../../authorization/access-denied';
import { KeyUnavailable } from '../../authorization/key-unavailable';
import type { AwsError } from '../../aws-error';
import { isKeyUse } from '../../kms';

/** An error as a client gets it. */
export interface Told {
  readonly code: string;
  readonly message: string;
}

/** What DynamoDB tells of an error: of what KMS says it passes on all, in the words that were observed on AWS (2026-10). */
export function told(error: AwsError): Told {
  const { code, message } = error;
  if (error instanceof AccessDenied && isKeyUse(error.request)) {
    return { code, message: `KMS key access denied error: ${ofKms('AWSKMSException', message, code)}` };
  }
  if (!(error instanceof KeyUnavailable)) return { code, message };
  const kind = code === 'DisabledException' ? 'KMS key disabled error' : 'KMS validation error';
  return { code: 'ValidationException', message: `${kind}: ${ofKms(code, message, code)}` };
}

function ofKms(exception: string, message: string, code: string): string {
  return `com.amazonaws.services.kms.model.${exception}: ${message} (Service: AWSKMS; Status Code: 400; Error Code: ${code}; Request ID: ${randomUUID()}; Proxy: null)`;
}

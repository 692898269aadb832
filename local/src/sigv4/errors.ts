import { AwsError } from '../aws-error';

/** Why a request is not believed to come from the holder of a key. */
export type SignatureFault = 'missing' | 'incomplete' | 'mismatch' | 'unknownKey' | 'expiredKey';

type Answers = Readonly<Record<SignatureFault, readonly [code: string, status: number]>>;

/** DynamoDB Developer Guide, "Error handling": all of them 400. */
const JSON_ANSWERS: Answers = {
  missing: ['MissingAuthenticationTokenException', 400],
  incomplete: ['IncompleteSignatureException', 400],
  mismatch: ['InvalidSignatureException', 400],
  unknownKey: ['UnrecognizedClientException', 400],
  expiredKey: ['ExpiredTokenException', 400],
};

/** STS API Reference, "Common errors", and what STS answers in practice. */
const QUERY_ANSWERS: Answers = {
  missing: ['MissingAuthenticationToken', 403],
  incomplete: ['IncompleteSignature', 400],
  mismatch: ['SignatureDoesNotMatch', 403],
  unknownKey: ['InvalidClientTokenId', 403],
  expiredKey: ['ExpiredToken', 403],
};

/** Amazon S3 API Reference, "Error responses". */
const S3_ANSWERS: Answers = {
  missing: ['AccessDenied', 403],
  incomplete: ['AuthorizationHeaderMalformed', 400],
  mismatch: ['SignatureDoesNotMatch', 403],
  unknownKey: ['InvalidAccessKeyId', 403],
  expiredKey: ['ExpiredToken', 400],
};

const ANSWERS: ReadonlyMap<string, Answers> = new Map([['dynamodb', JSON_ANSWERS], ['s3', S3_ANSWERS]]);

const MESSAGES: Readonly<Record<SignatureFault, string>> = {
  missing: 'Request is missing Authentication Token',
  incomplete: 'The request signature does not conform to AWS standards.',
  mismatch: 'The request signature we calculated does not match the signature you provided. '
    + 'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  unknownKey: 'The security token included in the request is invalid.',
  expiredKey: 'The security token included in the request is expired',
};

const S3_MESSAGES: Partial<Readonly<Record<SignatureFault, string>>> = {
  missing: 'Access Denied',
  mismatch: 'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  unknownKey: 'The AWS Access Key Id you provided does not exist in our records.',
  expiredKey: 'The provided token has expired.',
};

/** Services of the JSON protocols name their errors differently from those of the query protocol, and S3 has names of its own. */
export function signatureError(service: string, fault: SignatureFault, message?: string): AwsError {
  const [code, status] = (ANSWERS.get(service) ?? QUERY_ANSWERS)[fault];
  return new AwsError(code, message ?? (service === 's3' ? S3_MESSAGES[fault] : undefined) ?? MESSAGES[fault], status);
}

import type { Told } from './key-error';

/** Errors of DynamoDB's own model; all others are those of every JSON service of AWS. */
const OWN = /^(ConditionalCheckFailed|IdempotentParameterMismatch|InternalServerError|ItemCollectionSizeLimitExceeded|LimitExceeded|ProvisionedThroughputExceeded|ResourceInUse|ResourceNotFound|TransactionC)/;

/** Those that spell it so: clients read both. */
const CAPITALISED: ReadonlySet<string> = new Set(['AccessDeniedException', 'SerializationException']);

/** The members of an error's answer, letter for letter as AWS has them (dynalite's own tests, which were played on AWS, too). */
export function errorBody({ code, message }: Told): Readonly<Record<string, string>> {
  return { __type: `${namespaceOf(code)}#${code}`, [CAPITALISED.has(code) ? 'Message' : 'message']: message };
}

function namespaceOf(code: string): string {
  if (code === 'ValidationException') return 'com.amazon.coral.validate';
  return OWN.test(code) ? 'com.amazonaws.dynamodb.v20120810' : 'com.amazon.coral.service';
}

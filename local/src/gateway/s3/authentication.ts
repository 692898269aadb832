import type { S3Target } from './target';
import type { Sender } from '../../authorization/authorizer';
import type { Callers } from '../../authorization/callers';
import type { HttpHead, IncomingBody } from '../../protocols/http';
import { queryPairs, singleParameters } from '../../protocols/query-string';
import { invalidArgument, invalidRequest, S3Error, type Content, type RequestHead } from '../../s3';
import { QUERY_AUTHENTICATION, readClaim, type S3Claim } from '../../sigv4/s3/claim';
import { announcedPayload, plainPayload } from '../../sigv4/s3/payload';
import { verifyS3Signature } from '../../sigv4/s3/signature';
import { ANONYMOUS } from '../../sts';

/** A request whose sender is known, or is nobody, and whose body is proved while it is read. */
export interface Authenticated {
  readonly caller: Sender;
  /** Absent where nothing is signed. */
  readonly claim?: S3Claim;
  readonly head: RequestHead;
  readonly content: Content;
}

/**
 * S3 does not look at checksums in a query (https://github.com/aws/aws-sdk/issues/480). Good so: the SDK for
 * JavaScript writes that of an empty body there, since it does not know the real one when it makes a URL.
 */
const CHECKSUM = /^x-amz-(checksum-(crc|sha)\w+|sdk-checksum-algorithm)$/i;
/** Nor at this, so written (recorded). */
const CHECKSUM_MODE = 'X-Amz-Checksum-Mode';
const OWNER = 'x-amz-expected-bucket-owner';

/** Visible text of ISO 8859-1: what a header can hold. */
const HEADER_TEXT = /^[\t\x20-\x7e\xa0-\xff]*$/;

/** Finds out who signed a request, and reads from its head what is asked, without what only served the signature. */
export function authenticate(
  request: HttpHead, incoming: IncomingBody, { bucket, key }: S3Target, headers: ReadonlyMap<string, string>,
  callers: Callers, region: string, clock: () => number,
): Authenticated {
  const pairs = queryPairs(request.query);
  const parameters = singleParameters(pairs);
  const claim = readClaim(headers, parameters, pairs);
  const { method, path } = request;
  if (claim === undefined) {
    const content = plainPayload(incoming, headers, headers.get('x-amz-content-sha256'));
    return { caller: ANONYMOUS, content, head: { method, bucket, key, parameters, headers } };
  }
  const sign = verifyS3Signature({ method, path, query: pairs, headers }, claim, { region, clock, ...callers.holders });
  const content = announcedPayload(incoming, headers, claim, sign);
  const isPresigned = claim.authType === 'REST-QUERY-STRING';
  const hoisted = isPresigned ? hoistedHeaders(parameters, headers) : new Map<string, string>();
  const isOperand = (name: string) => !(isPresigned && (QUERY_AUTHENTICATION.has(name) || isIgnored(name) || hoisted.has(name.toLowerCase())));
  return {
    caller: callers.holderOf(claim.accessKeyId),
    claim,
    content,
    head: {
      method,
      bucket,
      key,
      parameters: new Map([...parameters].filter(([name]) => isOperand(name))),
      headers: new Map([...headers, ...hoisted]),
      trailers: content.trailerNames,
    },
  };
}

/** Signers of URLs move `x-amz-*` headers into the query; S3 takes them from there as if they were headers. */
function hoistedHeaders(parameters: ReadonlyMap<string, string>, headers: ReadonlyMap<string, string>): Map<string, string> {
  const hoisted = [...parameters].filter(([name]) => /^x-amz-/i.test(name) && !QUERY_AUTHENTICATION.has(name) && !isIgnored(name)).map(([name, value]) => [name.toLowerCase(), value] as const);
  const unusable = hoisted.find(([, value]) => !HEADER_TEXT.test(value));
  if (unusable !== undefined) throw invalidArgument('Header value cannot be represented using ISO-8859-1.', ...unusable);
  const result = new Map(hoisted);
  if (result.has(OWNER) && headers.has(OWNER)) {
    throw new S3Error('InvalidBucketOwnerAWSAccountID', 'Expected bucket owner must be provided as either a header or parameter, not both');
  }
  if (result.size !== hoisted.length || hoisted.some(([name]) => headers.has(name))) throw invalidRequest('a header was given more than once, in the query and beside it');
  return result;
}

function isIgnored(name: string): boolean {
  return CHECKSUM.test(name) || name === CHECKSUM_MODE;
}

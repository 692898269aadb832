import { SignatureV4 } from '@smithy/signature-v4';
import type { SignatureClaim } from './signature-authorization';
import { Sha256 } from './signature-sha256';

export interface SignedRequest {
  readonly method: string;
  /** As on the wire: neither decoded nor normalized. */
  readonly path: string;
  /** As on the wire, without the `?`. */
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Values of a header given several times are joined in order (IAM User Guide, "Create a signed AWS API request"). */
export function headerMap(request: SignedRequest): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    const earlier = headers.get(key);
    headers.set(key, earlier === undefined ? value.trim() : `${earlier},${value.trim()}`);
  }
  return headers;
}

/**
 * The signature that the request should carry: AWS's own signer, run over exactly the headers that
 * were signed. Undefined for a query string that no client could have signed.
 */
export async function expectedSignature(
  request: SignedRequest, headers: ReadonlyMap<string, string>, claim: SignatureClaim, amzDate: string, secretAccessKey: string,
): Promise<string | undefined> {
  const query = parseQuery(request.query);
  if (query === undefined) return undefined;
  const signer = new SignatureV4({
    service: claim.service,
    region: claim.region,
    credentials: { accessKeyId: claim.accessKeyId, secretAccessKey },
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign({
    method: request.method,
    protocol: 'http:',
    hostname: '',
    path: request.path,
    query,
    headers: Object.fromEntries(claim.signedHeaders.map((name) => [name, headers.get(name)!])),
    body: request.body,
  }, { signingDate: dateOf(amzDate), signableHeaders: new Set(claim.signedHeaders) });
  return /Signature=([0-9a-f]{64})$/.exec(signed.headers.authorization)?.[1];
}

/** `YYYYMMDDTHHMMSSZ`; an invalid Date for anything else. */
export function dateOf(amzDate: string): Date {
  return new Date(amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** The signer encodes names and values itself, so they are decoded first. A `+` is a plus: only forms use it for a space. */
function parseQuery(query: string): Record<string, string[]> | undefined {
  const values = new Map<string, string[]>();
  try {
    for (const pair of query.split('&').filter((text) => text !== '')) {
      const equals = pair.indexOf('=');
      const name = decodeURIComponent(equals < 0 ? pair : pair.slice(0, equals));
      const value = equals < 0 ? '' : decodeURIComponent(pair.slice(equals + 1));
      values.set(name, [...values.get(name) ?? [], value]);
    }
  } catch {
    return undefined;
  }
  // The signer leaves these two out of what it signs, so they would go unproved.
  return [...values.keys()].some((name) => /^(__proto__|x-amz-signature)$/i.test(name)) ? undefined : Object.fromEntries(values);
}

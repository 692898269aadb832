import { SignatureV4 } from '@smithy/signature-v4';
import { REGION, type Files, type Keys, type RawAnswer } from './user-bucket';
import { Sha256 } from '../../src/engines/remote/sha256';

export interface RawRequest {
  readonly method: string;
  /** As it goes over the wire. */
  readonly path: string;
  /** Decoded; a list is a parameter given several times. */
  readonly query?: Readonly<Record<string, string | string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Added after signing. */
  readonly unsigned?: Readonly<Record<string, string>>;
  readonly signingDate?: Date;
}

/** The headers of a request, signed as S3 wants it, whatever the path. */
export async function signedHeaders(
  endpoint: string, credentials: Keys, { method, path, query = {}, headers = {}, body = '', signingDate }: RawRequest,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({ service: 's3', region: REGION, credentials, sha256: Sha256, uriEscapePath: false });
  const signed = await signer.sign({
    method, protocol: 'http:', hostname: '127.0.0.1', path: canonicalPath(path), query, body, headers: { host: new URL(endpoint).host, ...headers },
  }, { signingDate });
  return signed.headers;
}

/** Path and query of a URL that was made for GET; headers are signed with it. */
export async function presignedUrl(
  { endpoint }: Files, credentials: Keys, path: string, query: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>,
): Promise<string> {
  const signer = new SignatureV4({ service: 's3', region: REGION, credentials, sha256: Sha256, uriEscapePath: false });
  const { host } = new URL(endpoint);
  const signed = await signer.presign(
    { method: 'GET', protocol: 'http:', hostname: '127.0.0.1', path, query, headers: { host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD', ...headers } },
    { expiresIn: 60, unhoistableHeaders: new Set(Object.keys(headers)) },
  );
  const pairs = Object.entries(signed.query!).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return `${path}?${pairs.join('&')}`;
}

/** Signs, and sends exactly that: what SDKs would tidy up first. */
export async function send(files: Files, credentials: Keys, request: RawRequest): Promise<RawAnswer> {
  const { method, path, query = {}, body = '', unsigned = {} } = request;
  const signed = await signedHeaders(files.endpoint, credentials, request);
  const pairs = Object.entries(query).flatMap(([name, values]) => [values].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`));
  return files.raw(method, pairs.length === 0 ? path : `${path}?${pairs.join('&')}`, { ...signed, ...unsigned }, body);
}

/** The `Code` of an error; of a success its status. */
export function codeOf({ status, body }: RawAnswer): string {
  return /<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? /"code":"(\w+)"/.exec(body)?.[1] ?? String(status);
}

function canonicalPath(path: string): string {
  return path.split('/').map((segment) => {
    try {
      return encodeURIComponent(decodeURIComponent(segment)).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%2F', '/');
    } catch {
      return segment;
    }
  }).join('/');
}

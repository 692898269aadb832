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

import { createHash, createHmac } from 'node:crypto';

const sha256 = (data: string) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As they are to be listed, which signers of SDKs would not do. */
  readonly signedHeaders: readonly string[];
  readonly payload: string;
}

export interface PlainScope {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly service: string;
}

/**
 * The Authorization header of a request, made to the letter of the description, whatever is to be signed.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function authorizationOf(request: PlainRequest, { accessKeyId, secretAccessKey, region, service }: PlainScope): string {
  const { method, path, headers, signedHeaders, payload } = request;
  const amzDate = headers['x-amz-date'];
  const names = signedHeaders.join(';');
  const canonical = [method, path, '', ...signedHeaders.map((name) => `${name}:${headers[name]}`), '', names, payload].join('\n');
  const scope = [amzDate.slice(0, 8), region, service, 'aws4_request'];
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', amzDate, scope.join('/'), sha256(canonical)].join('\n')).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${[accessKeyId, ...scope].join('/')}, SignedHeaders=${names}, Signature=${signature}`;
}

import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** What a signing key is good for. */
export interface CredentialScope {
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** Those of many users at a time; the oldest make room. */
const MAX_KEYS = 2_000;

/** Four keyed hashes each, which a client's next request would need again. */
const keys = new Map<string, KeyObject>();

/**
 * Signs a text (Signature Version 4), in lower-case hexadecimal digits.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signed(text: string, secretAccessKey: string, scope: CredentialScope): string {
  return createHmac('sha256', signingKey(secretAccessKey, scope)).update(text).digest('hex');
}

export function scopeText({ date, region, service }: CredentialScope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

function signingKey(secretAccessKey: string, scope: CredentialScope): KeyObject {
  const name = `${scopeText(scope)} ${secretAccessKey}`;
  const known = keys.get(name);
  if (known !== undefined) return known;
  const { date, region, service } = scope;
  const bytes = [date, region, service, 'aws4_request'].reduce<string | Buffer>((secret, part) => createHmac('sha256', secret).update(part).digest(), `AWS4${secretAccessKey}`) as Buffer;
  // Ready to be used: from bytes one is made each time.
  const key = createSecretKey(bytes);
  keys.set(name, key);
  if (keys.size > MAX_KEYS) keys.delete(keys.keys().next().value!);
  return key;
}

import { generateKeyPairSync, privateEncrypt } from 'node:crypto';

/** DER of a SHA-256 digest up to the digest (RFC 8017, section 9.2). */
const SHA256_PREFIX = Buffer.from('3031300d060960864801650304020105000420', 'hex');

export const SECRET = 'top-secret';
const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly input: Readonly<Record<string, string>>;
}

/** Answers of KMS and Secrets Manager by `x-amz-target`, as their API references give them. */
const OPERATIONS: Readonly<Record<string, (input: Call['input']) => object>> = {
  'TrentService.GetPublicKey': () => ({ PublicKey: KEYS.publicKey.export({ type: 'spki', format: 'der' }).toString('base64') }),
  'TrentService.Sign': ({ Message, MessageType, SigningAlgorithm }) => {
    if (MessageType !== 'DIGEST' || SigningAlgorithm !== 'RSASSA_PKCS1_V1_5_SHA_256') throw new Error('not RS256');
    return { Signature: privateEncrypt(KEYS.privateKey, Buffer.concat([SHA256_PREFIX, Buffer.from(Message, 'base64')])).toString('base64') };
  },
  'secretsmanager.GetSecretValue': () => ({ SecretString: SECRET }),
};

/** Stands in for `fetch`; gives what was called. */
export function fakeAws(operations: typeof OPERATIONS = OPERATIONS): Call[] {
  const calls: Call[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (url, options) => {
    const call = { url: String(url), headers: options!.headers as Record<string, string>, input: JSON.parse(String(options!.body)) };
    calls.push(call);
    return Response.json(operations[call.headers['x-amz-target']](call.input));
  });
  return calls;
}

import { createHash } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { authorizationOf } from './plain-signer';
import vectors from './signature-vectors.json';
import { Sha256 } from '../../src/engines/remote/sha256';
import { parseAuthorization } from '../../src/sigv4/authorization-header';
import { stringToSign } from '../../src/sigv4/canonical';
import { verifySignature as verifyHead, type SignatureVerification, type SignedRequest as SignedHead } from '../../src/sigv4/signature';
import { signed as signedText } from '../../src/sigv4/signing-key';
import type { SigningCredentials } from '../../src/sigv4/verify';

const NOW = Date.UTC(2015, 7, 30, 12, 36);
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const SESSION: SigningCredentials = { secretAccessKey: 'sessionsecret', sessionToken: 'session-token', expiration: NOW + 3_600_000 };
const KEYS = new Map<string, SigningCredentials>([['AKIDEXAMPLE', { secretAccessKey: SECRET }], ['ASIASESSION', SESSION]]);

function verification(service: string, overrides: Partial<SignatureVerification> = {}): SignatureVerification {
  return { service, findCredentials: (id) => KEYS.get(id), clock: () => NOW, ...overrides };
}

interface SignedRequest extends SignedHead {
  readonly body: Buffer;
}

/** Head and body, one after the other, as the server does. */
async function verifySignature(request: SignedRequest, options: SignatureVerification) {
  const { proveBody, ...verified } = verifyHead(request, options);
  proveBody(request.body);
  return verified;
}

/** A request signed by AWS's own signer, as an SDK would send it. */
async function signed(options: {
  service?: string; session?: boolean; at?: number; body?: string; query?: Record<string, string>; headers?: Record<string, string>; secret?: string;
} = {}): Promise<SignedRequest> {
  const body = options.body ?? '{"TableName":"GameScores"}';
  const signer = new SignatureV4({
    service: options.service ?? 'dynamodb',
    region: 'eu-west-1',
    credentials: options.session === true
      ? { accessKeyId: 'ASIASESSION', secretAccessKey: SESSION.secretAccessKey, sessionToken: SESSION.sessionToken }
      : { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: options.secret ?? SECRET },
    sha256: Sha256,
  });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname: '127.0.0.1',
    path: '/',
    query: options.query ?? {},
    body,
    headers: { 'host': '127.0.0.1:8000', 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.GetItem', ...options.headers },
  }, { signingDate: new Date(options.at ?? NOW) });
  return { method: 'POST', path: '/', query: new URLSearchParams(options.query).toString(), headers: new Map(Object.entries(headers)), body: Buffer.from(body) };
}

/** A request whose signature holds, whatever is listed as signed. */
function plain(signedHeaders: readonly string[], region = 'eu-west-1'): SignedRequest {
  const body = '{}';
  const headers = { 'host': '127.0.0.1', 'date': 'Sun, 30 Aug 2015 12:36:00 GMT', 'x-amz-date': '20150830T123600Z' };
  const asked = { method: 'POST', path: '/', headers: { ...headers, 'x-absent': '' }, signedHeaders, payload: createHash('sha256').update(body).digest('hex') };
  const authorization = authorizationOf(asked, { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET, region, service: 'dynamodb' });
  return { method: 'POST', path: '/', query: '', headers: new Map(Object.entries({ ...headers, authorization })), body: Buffer.from(body) };
}

function withHeader(request: SignedRequest, name: string, change: (value: string) => string | undefined): SignedRequest {
  const headers = [...request.headers]
    .map(([key, value]) => [key, key === name ? change(value) : value] as const)
    .filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return { ...request, headers: new Map(headers) };
}

describe("AWS's Signature Version 4 test suite", () => {
  // Of a header that is given twice nothing gets here, nor of blanks around a value.
  const taken = vectors.filter(({ headers }) => new Set(headers.map(([name]) => name.toLowerCase())).size === headers.length);
  const cases = taken.map((vector) => ({
    ...vector,
    request: {
      method: vector.method,
      path: vector.path,
      query: vector.query,
      body: Buffer.from(vector.body),
      headers: new Map([...vector.headers, ['authorization', vector.authorization]].map(([name, value]) => [name.toLowerCase(), value.trim()])),
    },
  }));
  const token = cases.flatMap(({ headers }) => headers).find(([name]) => name === 'X-Amz-Security-Token')![1];
  const lookup = (headers: readonly string[][]) => () =>
    ({ secretAccessKey: SECRET, ...headers.some(([name]) => name === 'X-Amz-Security-Token') && { sessionToken: token } });

  test.each(cases)('$name holds', async ({ request, headers }) => {
    const options = verification('service', { findCredentials: lookup(headers) });
    await expect(verifySignature(request, options)).resolves.toEqual({ accessKeyId: 'AKIDEXAMPLE', region: 'us-east-1', service: 'service' });
  });

  test.each(cases)('$name does not hold for another secret, method, path, query or body', async ({ request, headers }) => {
    const findCredentials = lookup(headers);
    const options = verification('service', { findCredentials });
    const refused = { name: 'SignatureDoesNotMatch', status: 403 };
    const wrong = verification('service', { findCredentials: () => ({ ...findCredentials(), secretAccessKey: `${SECRET}.` }) });
    await expect(verifySignature(request, wrong)).rejects.toMatchObject(refused);
    await expect(verifySignature({ ...request, method: 'PUT' }, options)).rejects.toMatchObject(refused);
    await expect(verifySignature({ ...request, path: `${request.path}x` }, options)).rejects.toMatchObject(refused);
    await expect(verifySignature({ ...request, query: `${request.query}&a=b` }, options)).rejects.toMatchObject(refused);
    await expect(verifySignature({ ...request, body: Buffer.from('other') }, options)).rejects.toMatchObject(refused);
  });
});

test('a body is signed, and a header that says it is another one is refused all the same', async () => {
  const request = await signed();
  const claimed = withHeader(request, 'x-amz-content-sha256', () => createHash('sha256').update('another body').digest('hex'));
  const headers = new Map(claimed.headers);
  const claim = parseAuthorization(headers.get('authorization')!, 'dynamodb');
  const payload = createHash('sha256').update(request.body).digest('hex');
  const text = stringToSign({ method: 'POST', path: '/', query: '', headers, signedHeaders: claim.signedHeaders, payload }, claim, headers.get('x-amz-date')!);
  const signature = signedText(text, SECRET, claim);
  const resigned = withHeader(claimed, 'authorization', (value) => value.replace(/Signature=.*/, `Signature=${signature}`));
  await expect(verifySignature(resigned, verification('dynamodb'))).rejects.toMatchObject({ name: 'InvalidSignatureException' });
});

describe('requests of the SDK', () => {
  test.each(['dynamodb', 'sts'])('%s with keys that do not end', async (service) => {
    await expect(verifySignature(await signed({ service }), verification(service)))
      .resolves.toEqual({ accessKeyId: 'AKIDEXAMPLE', region: 'eu-west-1', service });
  });

  test('with a session', async () => {
    await expect(verifySignature(await signed({ session: true }), verification('dynamodb'))).resolves.toMatchObject({ accessKeyId: 'ASIASESSION' });
  });

  test('with headers that signers usually leave out', async () => {
    const request = await signed();
    const unsignedHeaders: [string, string][] = [['user-agent', 'aws-sdk'], ['amz-sdk-request', 'attempt=1'], ['x-amzn-trace-id', 'Root=1']];
    await expect(verifySignature({ ...request, headers: new Map([...request.headers, ...unsignedHeaders]) }, verification('dynamodb'))).resolves.toBeDefined();
  });

  test.each([-15 * 60_000, 15 * 60_000])('signed %d ms from now', async (skew) => {
    await expect(verifySignature(await signed({ at: NOW + skew }), verification('dynamodb'))).resolves.toBeDefined();
  });
});

test.each(['eu-west-1', 'us-east-1', 'eu-west-1'])('the same keys sign for any Region: %s', async (region) => {
  await expect(verifySignature(plain(['host', 'x-amz-date'], region), verification('dynamodb'))).resolves.toBeDefined();
});

describe('fails', () => {
  test.each([
    ['host twice', ['host', 'host', 'x-amz-date']],
    ['a date of its own', ['date', 'host', 'x-amz-date']],
    ['a header that is not there', ['host', 'x-absent', 'x-amz-date']],
  ])('a signature that holds and lists %s', async (_, signedHeaders) => {
    await expect(verifySignature(plain(signedHeaders), verification('dynamodb'))).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  const mismatch = /^The request signature we calculated does not match/;
  const cases: [string, (request: SignedRequest) => SignedRequest, string, string, RegExp][] = [
    ['no signature', (r) => withHeader(r, 'authorization', () => undefined),
      'MissingAuthenticationTokenException', 'MissingAuthenticationToken', /^Request is missing Authentication Token$/],
    ['presigned', (r) => ({ ...withHeader(r, 'authorization', () => undefined), query: 'X-Amz-Signature=00' }),
      'IncompleteSignatureException', 'IncompleteSignature', /presigned/],
    ['Bearer', (r) => withHeader(r, 'authorization', () => 'Bearer x'), 'IncompleteSignatureException', 'IncompleteSignature', /AWS4-HMAC-SHA256/],
    ['another algorithm', (r) => withHeader(r, 'authorization', (v) => v.replace('HMAC-SHA256', 'ECDSA-P256-SHA256')),
      'IncompleteSignatureException', 'IncompleteSignature', /AWS4-HMAC-SHA256/],
    ['no pairs', (r) => withHeader(r, 'authorization', () => 'AWS4-HMAC-SHA256 nonsense'),
      'IncompleteSignatureException', 'IncompleteSignature', /missing equal-sign/],
    ['no Signature', (r) => withHeader(r, 'authorization', (v) => v.replace(/, Signature=.*/, '')),
      'IncompleteSignatureException', 'IncompleteSignature', /requires 'Signature' parameter/],
    ['a fourth part', (r) => withHeader(r, 'authorization', (v) => `${v}, More=1`), 'IncompleteSignatureException', 'IncompleteSignature', /unknown/],
    ['two signatures', (r) => withHeader(r, 'authorization', (v) => `${v}, Signature=00`), 'IncompleteSignatureException', 'IncompleteSignature', /twice/],
    ['short credential', (r) => withHeader(r, 'authorization', (v) => v.replace('/aws4_request', '')),
      'IncompleteSignatureException', 'IncompleteSignature', /5 slash-delimited/],
    ['another terminator', (r) => withHeader(r, 'authorization', (v) => v.replace('/aws4_request', '/aws5_request')),
      'IncompleteSignatureException', 'IncompleteSignature', /5 slash-delimited/],
    ['no region', (r) => withHeader(r, 'authorization', (v) => v.replace('/eu-west-1/', '//')),
      'IncompleteSignatureException', 'IncompleteSignature', /5 slash-delimited/],
    ['no date', (r) => withHeader(r, 'x-amz-date', () => undefined), 'IncompleteSignatureException', 'IncompleteSignature', /'X-Amz-Date'/],
    ['date in another form', (r) => withHeader(r, 'x-amz-date', () => '2015-08-30T12:36:00Z'),
      'IncompleteSignatureException', 'IncompleteSignature', /ISO-8601/],
    ['date that is none', (r) => withHeader(r, 'x-amz-date', () => '20159930T123600Z'), 'IncompleteSignatureException', 'IncompleteSignature', /ISO-8601/],
    ['scope of another day', (r) => withHeader(r, 'authorization', (v) => v.replace('20150830', '20150829')),
      'InvalidSignatureException', 'SignatureDoesNotMatch', /'20150829' != '20150830', from '20150830T123600Z'/],
    ['scope of another service', (r) => withHeader(r, 'authorization', (v) => v.replace(/\/(dynamodb|sts)\//, '/s3/')),
      'InvalidSignatureException', 'SignatureDoesNotMatch', /correct service: '(dynamodb|sts)'/],
    ['another region', (r) => withHeader(r, 'authorization', (v) => v.replace('eu-west-1', 'us-east-1')),
      'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['unknown key', (r) => withHeader(r, 'authorization', (v) => v.replace('AKIDEXAMPLE', 'AKIDOTHER')),
      'UnrecognizedClientException', 'InvalidClientTokenId', /^The security token included in the request is invalid\.$/],
    ['security token with keys that have none', (r) => ({
      ...withHeader(r, 'authorization', (v) => v.replace('x-amz-date', 'x-amz-date;x-amz-security-token')),
      headers: new Map([...withHeader(r, 'authorization', (v) => v.replace('x-amz-date', 'x-amz-date;x-amz-security-token')).headers, ['x-amz-security-token', 'x']]),
    }),
    'UnrecognizedClientException', 'InvalidClientTokenId', /invalid/],
    ['flipped signature', (r) => withHeader(r, 'authorization', (v) => v.replace(/.$/, (c) => c === '0' ? '1' : '0')),
      'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['short signature', (r) => withHeader(r, 'authorization', (v) => v.slice(0, -1)), 'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['upper-case signature', (r) => withHeader(r, 'authorization', (v) => v.replace(/[0-9a-f]{64}$/, (c) => c.toUpperCase())),
      'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['another body', (r) => ({ ...r, body: Buffer.from('{"TableName":"Other"}') }), 'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['another body hash', (r) => withHeader(r, 'x-amz-content-sha256', () => createHash('sha256').update('other').digest('hex')),
      'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['another body and its hash', (r) => ({ ...withHeader(r, 'x-amz-content-sha256', () => createHash('sha256').update('other').digest('hex')), body: Buffer.from('other') }),
      'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['UNSIGNED-PAYLOAD', (r) => withHeader(r, 'x-amz-content-sha256', () => 'UNSIGNED-PAYLOAD'),
      'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['another operation', (r) => withHeader(r, 'x-amz-target', () => 'DynamoDB_20120810.Scan'),
      'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['another host', (r) => withHeader(r, 'host', () => 'evil.example'), 'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['host not signed', (r) => withHeader(r, 'authorization', (v) => v.replace('host;', '')),
      'InvalidSignatureException', 'SignatureDoesNotMatch', /^'host' must be a 'SignedHeader'/],
    ['x-amz header not signed', (r) => ({ ...r, headers: new Map([...r.headers, ['x-amz-extra', '1']]) }),
      'InvalidSignatureException', 'SignatureDoesNotMatch', /^'x-amz-extra' must be a 'SignedHeader'/],
    ['signed header absent', (r) => withHeader(r, 'content-type', () => undefined), 'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['signed header named twice', (r) => withHeader(r, 'authorization', (v) => v.replace('host;', 'host;host;')),
      'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['broken escape in the query', (r) => ({ ...r, query: 'a=%zz' }), 'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['__proto__ in the query', (r) => ({ ...r, query: '__proto__=1' }), 'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
    ['X-Amz-Signature in the query', (r) => ({ ...r, query: 'x-amz-signature=1' }), 'InvalidSignatureException', 'SignatureDoesNotMatch', mismatch],
  ];

  test.each(cases)('%s', async (_, change, json, query, message) => {
    await expect(verifySignature(change(await signed()), verification('dynamodb')))
      .rejects.toMatchObject({ name: json, status: 400, message: expect.stringMatching(message) });
    await expect(verifySignature(change(await signed({ service: 'sts' })), verification('sts')))
      .rejects.toMatchObject({ name: query, status: query === 'IncompleteSignature' ? 400 : 403, message: expect.stringMatching(message) });
  });

  test('too old and too new', async () => {
    await expect(verifySignature(await signed({ at: NOW - 901_000 }), verification('dynamodb'))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: 'Signature expired: 20150830T122059Z is now earlier than 20150830T122100Z (20150830T123600Z - 15 min.)',
    });
    await expect(verifySignature(await signed({ at: NOW + 901_000, service: 'sts' }), verification('sts'))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      message: 'Signature not yet current: 20150830T125101Z is still later than 20150830T125100Z (20150830T123600Z + 15 min.)',
    });
  });

  test('session that has ended, to the millisecond', async () => {
    const request = await signed({ session: true, at: SESSION.expiration! });
    await expect(verifySignature(request, verification('dynamodb', { clock: () => SESSION.expiration! - 1 }))).resolves.toBeDefined();
    await expect(verifySignature(request, verification('dynamodb', { clock: () => SESSION.expiration! })))
      .rejects.toMatchObject({ name: 'ExpiredTokenException', status: 400, message: 'The security token included in the request is expired' });
    const toSts = await signed({ session: true, at: SESSION.expiration!, service: 'sts' });
    await expect(verifySignature(toSts, verification('sts', { clock: () => SESSION.expiration! }))).rejects.toMatchObject({ name: 'ExpiredToken', status: 403 });
  });

  test("session's keys with another security token, or none", async () => {
    const request = await signed({ session: true });
    for (const change of [() => 'another', () => '', () => undefined]) {
      const changed = withHeader(withHeader(request, 'x-amz-security-token', change), 'authorization',
        (value) => change() === undefined ? value.replace(';x-amz-security-token', '') : value);
      await expect(verifySignature(changed, verification('dynamodb'))).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    }
  });

  test('no message repeats a secret or a token', async () => {
    const request = withHeader(await signed({ session: true }), 'authorization', (value) => value.replace(/.$/, 'x'));
    await expect(verifySignature(request, verification('dynamodb'))).rejects.toMatchObject({ message: expect.not.stringMatching(/session-token|sessionsecret/) });
  });
});

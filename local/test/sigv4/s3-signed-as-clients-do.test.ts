import { createHash } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { authorizationOf } from './plain-signer';
import type { Callers } from '../../src/authorization/callers';
import { Sha256 } from '../../src/engines/remote/sha256';
import { authenticate, type Authenticated } from '../../src/gateway/s3/authentication';
import { heldContent } from '../../src/s3';
import { incomingBody } from '../support/incoming-body';

/* Requests whose signature holds, and that are refused for something else: what AWS's own examples cannot show. */

const KEY = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const NOW = Date.UTC(2026, 4, 24);
const HOST = '127.0.0.1';
const BODY = 'Welcome to Amazon S3.';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const CRC32 = 'x-amz-checksum-crc32';

const credentials = { accessKeyId: KEY, secretAccessKey: SECRET };
const signer = new SignatureV4({ service: 's3', region: 'us-east-1', credentials, sha256: Sha256, uriEscapePath: false });

interface Asked {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of the Authorization header, after signing. */
  readonly change?: (authorization: string) => string;
}

async function authenticated(query: string, headers: Record<string, string>, body: string): Promise<Authenticated & { readonly body: string }> {
  const asked = { method: 'PUT', path: '/key', query, headers: new Map(Object.entries(headers)), body: Buffer.from(body), sourceIp: HOST, isSecure: false };
  const callers = { holders: { findCredentials: () => ({ secretAccessKey: SECRET }) }, holderOf: () => ({ arn: 'holder' }) } as unknown as Callers;
  const answer = authenticate(asked, incomingBody(asked.body, { isChunked: false }), { bucket: 'b', key: 'key' }, asked.headers, callers, 'us-east-1', () => NOW);
  return { ...answer, body: (await heldContent(answer.content)).toString() };
}

async function byHeader({ headers = {}, body = BODY, change = (value) => value }: Asked) {
  const { headers: signed } = await signer.sign({
    method: 'PUT', protocol: 'http:', hostname: HOST, path: '/key', headers: { 'host': HOST, 'x-amz-content-sha256': sha256(body), ...headers },
  }, { signingDate: new Date(NOW) });
  return authenticated('', { ...signed, authorization: change(signed.authorization) }, body);
}

async function byPlainSigner(signedHeaders: readonly string[]) {
  const payload = sha256(BODY);
  const headers = { 'host': HOST, 'x-amz-content-sha256': payload, 'x-amz-date': '20260524T000000Z' };
  const asked = { method: 'PUT', path: '/key', headers: { ...headers, 'x-absent': '' }, signedHeaders, payload };
  return authenticated('', { ...headers, authorization: authorizationOf(asked, { ...credentials, region: 'us-east-1', service: 's3' }) }, BODY);
}

/** The hash of the body stands in the URL, unless it is one of the headers beside it. */
async function byUrl({ query = {}, headers = {}, body = BODY, payload = 'UNSIGNED-PAYLOAD' }: Asked & { readonly payload?: string }) {
  const hash: Record<string, string> = 'x-amz-content-sha256' in headers ? {} : { 'X-Amz-Content-Sha256': payload };
  const { query: signed } = await signer.presign({
    method: 'PUT', protocol: 'http:', hostname: HOST, path: '/key', query, headers: { host: HOST, ...hash, ...headers },
  }, { expiresIn: 60, signingDate: new Date(NOW), unhoistableHeaders: new Set(Object.keys(headers)) });
  const pairs = Object.entries(signed as Record<string, string>).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return authenticated(pairs.join('&'), { host: HOST, ...headers }, body);
}

const stream = (data: string, trailer = `${CRC32}:AAAAAA==\r\n`) => `${data.length.toString(16)}\r\n${data}\r\n0\r\n${trailer}\r\n`;
const STREAM = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': String(BODY.length), 'x-amz-trailer': CRC32 };

describe('taken', () => {
  test('a body with its hash in the URL, in a signed header, or none', async () => {
    expect((await byUrl({})).body).toBe(BODY);
    expect((await byUrl({ payload: sha256(BODY) })).body).toBe(BODY);
    expect((await byUrl({ headers: { 'x-amz-content-sha256': sha256(BODY) } })).body).toBe(BODY);
  });

  test('a stream with its trailer', async () => {
    expect((await byHeader({ headers: STREAM, body: stream(BODY) })).body).toBe(BODY);
  });

  test('what is listed as signed by hand', async () => {
    expect((await byPlainSigner(['host', 'x-amz-content-sha256', 'x-amz-date'])).body).toBe(BODY);
  });

  test('headers in a URL', async () => {
    const { head } = await byUrl({ query: { 'X-Amz-Meta-Title': 'me' } });
    expect(head.headers.get('x-amz-meta-title')).toBe('me');
  });
});

/** Amazon S3 API Reference, Authenticating Requests (AWS Signature Version 4). */
describe('refused, though the signature holds', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ['another body than the hash in the URL', () => byUrl({ payload: sha256('other') }), 'XAmzContentSHA256Mismatch'],
    ['another body than the hash in a header beside a URL', () => byUrl({ headers: { 'x-amz-content-sha256': sha256('other') } }), 'XAmzContentSHA256Mismatch'],
    ['a stream that a URL announces', () => byUrl({ headers: STREAM, body: stream(BODY) }), 'InvalidRequest'],
    ['a decoded length without a stream', () => byHeader({ headers: { 'x-amz-decoded-content-length': '3' } }), 'InvalidRequest'],
    ['a trailer without a stream', () => byHeader({ headers: { 'x-amz-trailer': CRC32 } }), 'InvalidRequest'],
    ['a stream that is shorter than it says', () => byHeader({ headers: STREAM, body: stream(BODY.slice(1)) }), 'IncompleteBody'],
    ['a stream that is longer than it says', () => byHeader({ headers: STREAM, body: stream(`${BODY}!`) }), 'IncompleteBody'],
    ['a checksum both before and behind the body', () => byHeader({ headers: { ...STREAM, [CRC32]: 'AAAAAA==' }, body: stream(BODY) }), 'MalformedTrailerError'],
    ['a trailer twice', () => byHeader({ headers: STREAM, body: stream(BODY, `${CRC32}:AAAAAA==\r\n`.repeat(2)) }), 'MalformedTrailerError'],
    ['no trailer where one was announced', () => byHeader({ headers: STREAM, body: stream(BODY, '') }), 'MalformedTrailerError'],
    ['a header in a URL that is no text of headers', () => byUrl({ query: { 'X-Amz-Meta-Title': 'a\nb' } }), 'InvalidArgument'],
    ['a header both in a URL and beside it', () => byUrl({ query: { 'X-Amz-Meta-Title': 'a' }, headers: { 'x-amz-meta-title': 'b' } }), 'InvalidRequest'],
    ['a header twice in a URL', () => byUrl({ query: { 'X-Amz-Meta-Title': 'a', 'x-amz-meta-title': 'b' } }), 'InvalidRequest'],
    ['an expected owner both in a URL and beside it', () => byUrl({ query: { 'x-amz-expected-bucket-owner': '1' }, headers: { 'x-amz-expected-bucket-owner': '1' } }), 'InvalidBucketOwnerAWSAccountID'],
    ['host twice among what is signed', () => byPlainSigner(['host', 'host', 'x-amz-content-sha256', 'x-amz-date']), 'SignatureDoesNotMatch'],
    ['a header that is not there among what is signed', () => byPlainSigner(['host', 'x-amz-content-sha256', 'x-amz-date', 'x-absent']), 'SignatureDoesNotMatch'],
    ['another terminator', () => byHeader({ change: (value) => value.replace('aws4_request', 'aws5_request') }), 'AuthorizationHeaderMalformed'],
    ['no Region', () => byHeader({ change: (value) => value.replace('us-east-1', '') }), 'AuthorizationHeaderMalformed'],
  ])('%s', async (_, run, code) => {
    await expect(run()).rejects.toMatchObject({ code });
  });
});

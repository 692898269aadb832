import { raw, send, startCloud, signed } from './support';
import type { LocalCloud } from '../../src';

let cloud: LocalCloud;
beforeAll(async () => { cloud = await startCloud(); });
afterAll(() => cloud.stop());

const COGNITO = ['x-amz-target', 'AWSCognitoIdentityService.GetId'];
/** As a page sends it: DynamoDB tells nobody else of pages. */
const dynamodb = ['origin', 'https://game.example.com', 'x-amz-target', 'DynamoDB_20120810.PutItem'];

/** A page reads an answer only with this header (Fetch Standard, "CORS protocol"). */
describe('a page can read', () => {
  test.each<[what: string, request: Parameters<typeof send>[1], status: number]>([
    ['413 of STS', { body: 'x'.repeat(65_537) }, 413],
    ['413 of Cognito', { headers: COGNITO, body: 'x'.repeat(65_537) }, 413],
    ['no JSON', { headers: COGNITO, body: '{' }, 400],
    ['an operation that Cognito has not', { headers: ['x-amz-target', 'AWSCognitoIdentityService.ListUsers'], body: '{}' }, 400],
    ['an unsigned request to DynamoDB', { headers: dynamodb, body: '{}' }, 400],
    ['a service that is not there', { headers: ['x-amz-target', 'Kinesis_20131202.PutRecord'], body: '{}' }, 501],
    ['a service that is not there, signed', {
      headers: ['authorization', 'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=x'], body: '{}',
    }, 501],
    ['a header given twice', { headers: [...COGNITO, 'x-other', 'a', 'x-other', 'b'], body: '{}' }, 400],
    ['an expectation that nobody meets', { headers: [...COGNITO, 'expect', 'a miracle'], body: '{}' }, 417],
  ])('%s', async (_, request, status) => {
    const answer = await send(cloud.endpoint, request);
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([status, '*']);
    expect(answer.headers['access-control-expose-headers']).toContain('x-local-decision');
  });

  test('413 of DynamoDB', async () => {
    const body = 'x'.repeat(16 * 1024 ** 2 + 1);
    const { headers } = await signed(cloud, cloud.administrator, 'dynamodb', body, { 'x-amz-target': dynamodb[3], 'origin': dynamodb[1] });
    const answer = await send(cloud.endpoint, { headers, body });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([413, '*']);
  });

  test.each<[what: string, text: string, status: number]>([
    ['what is no HTTP', 'HELLO\r\n\r\n', 400],
    ['a header without end', `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nhello', 400],
    ['a chunk that is none', `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n${COGNITO.join(': ')}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
  ])('%s', async (_, text, status) => {
    const answer = await raw(cloud.endpoint, text, { quiet: 1000 });
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('access-control-allow-origin: *\r\n');
    const [head, body] = answer.split('\r\n\r\n');
    expect(Number(/content-length: (\d+)/i.exec(head)![1])).toBe(body.length);
    expect(JSON.parse(body)).toMatchObject({ code: 'MalformedHttpRequestException' });
    expect(answer.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
  });

  test('nothing that got here by a name of its own', async () => {
    const answer = await send(cloud.endpoint, { headers: ['host', 'evil.example.com', ...COGNITO], body: '{}' });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

import { ASSUME, form, raw, send, startCloud } from './support';

/** Park and Miller's generator: the same requests in every run. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => (state = state * 48_271 % 2_147_483_647) % limit;
}

const METHODS = ['GET', 'POST', 'PUT', 'OPTIONS', 'HEAD', 'CONNECT', 'PRI', 'get', ''];
const PATHS = ['/', '//', '/../../etc/passwd', '/%00', '/_local/token', '/_local/decisions', '/_local/issuers//jwks', '/?Action=%ff&%', '*', 'http://evil/', '/x?__proto__=1', ''];
const VERSIONS = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP', ''];
const HEADERS = [
  'Host: 127.0.0.1', 'Host: evil', 'Host:', 'X-Amz-Target: DynamoDB_20120810.GetItem', 'X-Amz-Target: DynamoDB_20120810.', 'X-Amz-Target: \u00ff',
  'X-Amz-Target: AWSCognitoIdentityService.GetId', 'Authorization: AWS4-HMAC-SHA256 Credential=a/1/b/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'Authorization: AWS4-HMAC-SHA256 Credential=a/1/b/s3/aws4_request', 'Authorization: \u0001', 'Content-Length: 3', 'Content-Length: -1', 'Content-Length: 99999999999',
  'Transfer-Encoding: chunked', 'Transfer-Encoding: gzip', 'Expect: 100-continue', 'Upgrade: websocket', 'Connection: upgrade', 'X-Amz-Date: 20000101T000000Z',
  'X-Local-Secret: x', 'Origin: null', 'Access-Control-Request-Method: POST', 'Access-Control-Request-Headers: \u00e9\u00ff', 'no colon', ': no name', 'a\u0000b: c',
  'Content-Type: application/x-www-form-urlencoded', 'Content-Encoding: aws-chunked', ' folded: x\r\n y', `Long: ${'x'.repeat(20_000)}`,
];
const BODIES = [
  '', 'abc', '{"TableName":', '{}', 'Action=GetCallerIdentity&Version=2011-06-15', 'Action=AssumeRoleWithWebIdentity&Version=2011-06-15&WebIdentityToken=a.b.c',
  '%%%', '3\r\nabc\r\n0\r\n\r\n', 'zz\r\n', '\u0000\u0001\u0002', '<xml>', '{"__proto__":{"a":1}}', '['.repeat(1000),
];

test('2,000 malformed requests leave it serving, and say nothing of its inside', async () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const cloud = await startCloud();
  const random = generator(20_261_122);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)];
  const request = () => {
    const headers = Array.from({ length: random(6) }, () => pick(HEADERS));
    const newline = random(10) === 0 ? '\n' : '\r\n';
    const text = [`${pick(METHODS)} ${pick(PATHS)} ${pick(VERSIONS)}`, ...random(3) === 0 ? [] : ['Host: 127.0.0.1'], ...headers, '', pick(BODIES)].join(newline);
    const bytes = Buffer.from(text, 'latin1');
    if (random(4) === 0) bytes[random(bytes.length)] = random(256);
    return random(5) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
  };

  for (let batch = 0; batch < 20; batch++) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => raw(cloud.endpoint, request(), { quiet: 50, end: random(2) === 0 })));
    for (const answer of answers) {
      expect(answer).not.toMatch(/^HTTP\/1\.1 (2\d\d(?! OK\r\n(?:access-control|content-type: application\/json))|500)/);
      expect(answer).not.toMatch(/node_modules|\.ts:\d|\.js:\d/);
      expect(answer).not.toContain(cloud.secret);
    }
  }
  expect(stderr).not.toHaveBeenCalled();
  stderr.mockRestore();

  const { token } = await cloud.signIn({ provider: 'amazon', app: 'amzn1.application.game', user: 'alice' });
  expect((await send(cloud.endpoint, form({ ...ASSUME, WebIdentityToken: token }))).status).toBe(200);
  await cloud.stop();
}, 60_000);

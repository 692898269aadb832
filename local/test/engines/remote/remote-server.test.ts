import { createServer, type RequestListener } from 'node:http';
import { AwsError } from '../../../src/aws-error';
import { remoteEndpoint } from '../../../src/engines/remote/remote-endpoint';
import { RemoteServer } from '../../../src/engines/remote/remote-server';
import { Upstream } from '../../support/upstream';

describe('an endpoint', () => {
  test.each([
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000'], ['http://127.9.8.7', 'http://127.9.8.7'], ['http://localhost:8000/', 'http://localhost:8000'],
    ['http://[::1]:8000', 'http://[::1]:8000'], ['https://localhost', 'https://localhost'], ['http://2130706433:8000', 'http://127.0.0.1:8000'],
  ])('%s is on this machine', (text, origin) => {
    expect(remoteEndpoint(text, false).origin).toBe(origin);
  });

  test.each([
    'http://10.0.0.1:8000', 'http://0.0.0.0:8000', 'http://[::]:8000', 'http://[::ffff:7f00:1]:8000', 'http://example.com', 'https://dynamodb.us-east-1.amazonaws.com',
    'http://127.0.0.1.example.com', 'http://localhost.example.com:8000', 'http://128.0.0.1', 'http://169.254.169.254',
  ])('%s is not, and is refused unless that is allowed', (text) => {
    expect(() => remoteEndpoint(text, false)).toThrow('is not on this machine, and users\' data would go there: pass --allow-remote-endpoint if that is meant');
    expect(remoteEndpoint(text, true).origin).toBe(text);
  });

  test.each([
    '', '127.0.0.1:8000', 'localhost:8000', 'ftp://127.0.0.1', 'file:///tmp', 'http://127.0.0.1:8000/path', 'http://127.0.0.1:8000?a', 'http://127.0.0.1:8000#a',
    'http://user:secret@127.0.0.1:8000', 'http://127.0.0.1:99999',
  ])('%s is none', (text) => {
    for (const allowRemote of [false, true]) expect(() => remoteEndpoint(text, allowRemote)).toThrow('want scheme, host and port');
  });
});

describe('a server', () => {
  let upstream: Upstream;
  let server: RemoteServer;
  const serverAt = (endpoint: string, timeout?: number): RemoteServer => server = new RemoteServer({
    endpoint: new URL(endpoint), service: 's3', region: 'us-east-1', maxAnswerBytes: 1000, timeout, failure: (message) => new AwsError('InternalError', message, 500),
  });
  const start = async (listener: RequestListener, timeout?: number) => serverAt((upstream = await Upstream.start(listener)).endpoint, timeout);
  afterEach(async () => {
    server.close();
    await upstream.stop();
  });

  test('is sent just this', async () => {
    await start((_, response) => response.writeHead(206, { etag: '"x"' }).end('whole'));
    const answer = await server.send({ method: 'PUT', path: '/a/b%20c', query: { 'tagging': '', 'a b': '+/é' }, headers: { 'content-type': 'text/css' }, body: 'body' });
    expect([answer.status, answer.headers.etag, answer.body.toString()]).toEqual([206, '"x"', 'whole']);
    const [{ method, url, headers, body }] = upstream.requests;
    expect([method, url, headers['content-type'], headers['content-length'], body.toString()]).toEqual(['PUT', '/a/b%20c?tagging=&a%20b=%2B%2F%C3%A9', 'text/css', '4', 'body']);
  });

  test.each<[string, RequestListener, string, number]>([
    ['does not answer', () => {}, 'did not answer within 0.3 s', 300],
    ['does not finish', (_, response) => void response.writeHead(200).write('a'), 'did not answer within 0.3 s', 300],
    ['does not end', (_, response) => {
      const more = () => void response.write('a'.repeat(100), (error) => error || setImmediate(more));
      more();
    }, 'answered with more than 1000 bytes', 30_000],
    ['says too much in its headers', (_, response) => response.writeHead(200, { etag: 'a'.repeat(100_000) }).end(), 'did not answer', 30_000],
  ])('that %s fails, and no connection stays', async (_, listener, message, timeout) => {
    await start(listener, timeout);
    await expect(server.send({ method: 'GET', path: '/' })).rejects.toMatchObject({ code: 'InternalError', message: `the S3 engine at ${upstream.endpoint} ${message}` });
    await upstream.deserted();
  });

  test('that says too much at once fails', async () => {
    await start((_, response) => response.end('a'.repeat(1001)));
    await expect(server.send({ method: 'GET', path: '/' })).rejects.toThrow('answered with more than 1000 bytes');
  });

  test('that is down fails', async () => {
    upstream = await Upstream.start(createServer());
    serverAt(upstream.endpoint);
    await upstream.stop();
    await expect(server.send({ method: 'GET', path: '/' })).rejects.toThrow('did not answer');
    upstream = await Upstream.start(createServer());
  });
});

import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { RemoteS3 } from '../../../src/engines/remote/s3/remote-s3';
import { type Answer } from '../../../src/engines/s3/answer';
import { parseRequest } from '../../../src/s3';
import { bucketOf } from '../../s3/engine-support';
import { plainS3 } from '../../s3/plain-s3';
import { permitted } from '../../support/permitted';
import { Upstream } from '../../support/upstream';

/* The engine that sends on to another one: our own with nothing in front of it, and servers that are no S3 at all. */

const LOCATION = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };
const FILES = bucketOf('files');

let upstream: Upstream;
let engine: RemoteS3;
let handle: RequestListener;
beforeEach(async () => {
  handle = plainS3();
  upstream = await Upstream.start((message, response) => handle(message, response));
  engine = await RemoteS3.connect(new URL(upstream.endpoint), [FILES], LOCATION, Date.now);
  upstream.requests.length = 0;
});
afterEach(async () => {
  await engine.close();
  await upstream.stop();
});

interface Asked {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const requestOf = (method: string, key: string, { query = {}, headers = {}, body = '' }: Asked = {}) => parseRequest(
  { method, bucket: 'files', key, parameters: new Map(Object.entries(query)), headers: new Map(Object.entries(headers)), sender: 'alice' }, Buffer.from(body));
const ask = (method: string, key: string, asked?: Asked): Promise<Answer> => engine.execute(permitted(requestOf(method, key, asked)));
const md5 = (data: string | Buffer) => createHash('md5').update(data).digest('base64');
const text = ({ content }: Answer) => (content as Buffer).toString();
const last = () => upstream.requests.at(-1)!;
/** Those that say what is asked, not how. */
const OWN = ['authorization', 'connection', 'content-length', 'host', 'x-amz-content-sha256', 'x-amz-date'];
const lastHeaders = () => Object.fromEntries(Object.entries(last().headers).filter(([name]) => !OWN.includes(name)));
const say = (status: number, body = '', headers: Record<string, string> = {}): RequestListener => (message, response) => {
  message.resume().on('end', () => response.writeHead(status, headers).end(body));
};
const error = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>why</Message><Secret>x</Secret></Error>`;

describe('buckets', () => {
  test('are created in their region where they are missing, and found with what is in them', async () => {
    await ask('PUT', 'a', { body: 'x' });
    upstream.requests.length = 0;
    const second = await RemoteS3.connect(new URL(upstream.endpoint), [FILES, { ...FILES, name: 'more' }], LOCATION, Date.now);
    expect(upstream.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['HEAD /files', 'HEAD /more', 'PUT /more']);
    expect(last().body.toString()).toContain('<LocationConstraint>eu-west-1</LocationConstraint>');
    expect(text(await second.execute(permitted(requestOf('GET', 'a'))))).toBe('x');
    expect([await second.isEmpty('files'), await second.isEmpty('more')]).toEqual([false, true]);
    await expect(second.isEmpty('other')).rejects.toMatchObject({ code: 'NoSuchBucket' });
    await second.close();
  });

  test('are those of the stacks, in this region, whatever else there is', async () => {
    const about = async (method: string, bucket: string, query = {}) => engine.execute(permitted(parseRequest(
      { method, bucket, key: '', parameters: new Map(Object.entries(query)), headers: new Map(), sender: 'alice' }, Buffer.alloc(0))));
    expect(await about('GET', '')).toMatchObject({ content: { members: { Buckets: { Bucket: [{ Name: 'files', BucketRegion: 'eu-west-1' }] } } } });
    expect(await about('HEAD', 'files')).toMatchObject({ headers: { 'x-amz-bucket-region': 'eu-west-1' } });
    expect(await about('GET', 'files', { location: '' })).toMatchObject({ content: { members: 'eu-west-1' } });
    await expect(about('GET', 'other')).rejects.toMatchObject({ code: 'NoSuchBucket' });
    expect(upstream.requests).toEqual([]);
  });

  test.each<[string, RequestListener, string]>([
    ['refuses', say(403), 'refused the local cloud itself (no reason given): let it accept the access key dummy with the secret dummydummy'],
    ['redirects', say(301, '', { location: 'http://127.0.0.1:1/' }), 'answered what it should not have'],
    ['cannot', (message, response) => (message.method === 'HEAD' ? say(404) : say(409, error('BucketAlreadyExists')))(message, response), 'bucket files: BucketAlreadyExists: why'],
    ['is no S3', (message, response) => (message.method === 'HEAD' ? say(404) : say(404, '<html>'))(message, response), 'answered what it should not have'],
  ])('fail at the start where the engine %s', async (_, listener, message) => {
    handle = listener;
    await expect(RemoteS3.connect(new URL(upstream.endpoint), [FILES], LOCATION, Date.now)).rejects.toThrow(message);
  });
});

describe('what is sent on', () => {
  test('is signed with keys that are nobody\'s, in path style', async () => {
    await ask('PUT', 'users/alice/é+ %&?#\\\u0001', { body: 'x' });
    expect(last().url).toBe('/files/users/alice/%C3%A9%2B%20%25%26%3F%23%5C%01');
    expect(last().headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=dummy\/\d{8}\/eu-west-1\/s3\/aws4_request, /);
  });

  const BELONGS = {
    'content-type': 'text/css',
    'content-md5': md5('x'),
    'x-amz-meta-mood': 'good',
    'x-amz-checksum-crc32': 'jNwWgw==',
    'x-amz-sdk-checksum-algorithm': 'CRC32',
    'x-amz-storage-class': 'STANDARD_IA',
    'if-none-match': '*',
  };
  const BROUGHT_HERE = {
    'authorization': 'secret',
    'connection': 'close',
    'content-length': '99',
    'cookie': 'secret',
    'expect': '100-continue',
    'host': 'evil.example.com',
    'origin': 'https://evil.example.com',
    'transfer-encoding': 'chunked',
    'user-agent': 'x',
    'x-amz-acl': 'bucket-owner-full-control',
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-date': '20200101T000000Z',
    'x-amz-decoded-content-length': '1',
    'x-amz-expected-bucket-owner': '123456789012',
    'x-amz-security-token': 'secret',
    'x-amz-server-side-encryption': 'AES256',
    'x-amz-trailer': 'x-amz-checksum-crc32',
    'x-amz-user-agent': 'x',
    'x-forwarded-for': '1.2.3.4',
  };

  test('is an object with what belongs to it, and nothing that only brought it here', async () => {
    const headers = { ...BELONGS, ...BROUGHT_HERE, 'content-encoding': 'aws-chunked,gzip', 'x-amz-tagging': 'a=%C3%A9+1&b' };
    await ask('PUT', 'a', { query: { 'x-id': 'PutObject' }, headers, body: 'x' });
    expect([last().url, last().headers.host]).toEqual(['/files/a', new URL(upstream.endpoint).host]);
    expect(lastHeaders()).toEqual({ ...BELONGS, 'content-encoding': 'gzip', 'x-amz-tagging': 'a=%C3%A9%201&b=' });
  });

  test.each<[string, string, Asked, string, object]>([
    ['GET', 'a', { query: { 'x-id': 'GetObject', 'response-content-type': 'a/b c' }, headers: { 'range': 'bytes=0-1', 'if-match': '"x"', 'x-amz-checksum-mode': 'ENABLED', 'accept': '*/*' } },
      '/files/a?response-content-type=a%2Fb%20c', { 'range': 'bytes=0-1', 'if-match': '"x"', 'x-amz-checksum-mode': 'ENABLED' }],
    ['HEAD', 'a', { headers: { 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' } }, '/files/a', { 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' }],
    ['GET', '', { query: { 'prefix': 'users/é/../', 'list-type': '2', 'delimiter': '/', 'max-keys': '3' } }, '/files?list-type=2&delimiter=%2F&max-keys=3&prefix=users%2F%C3%A9%2F..%2F', {}],
    ['PUT', 'b', { headers: { 'x-amz-copy-source': 'files/users%2Fa+b%252F', 'x-amz-copy-source-if-match': '"x"', 'x-amz-metadata-directive': 'REPLACE', 'content-type': 'a/b', 'x-amz-source-expected-bucket-owner': '123456789012', 'content-md5': 'x' } },
      '/files/b', { 'x-amz-copy-source': '/files/users/a%20b%252F', 'x-amz-copy-source-if-match': '"x"', 'x-amz-metadata-directive': 'REPLACE', 'content-type': 'a/b' }],
    ['POST', 'b', { query: { uploads: '' }, headers: { 'x-amz-checksum-algorithm': 'CRC32', 'x-amz-checksum-type': 'FULL_OBJECT', 'content-type': 'a/b' } },
      '/files/b?uploads=', { 'x-amz-checksum-algorithm': 'CRC32', 'x-amz-checksum-type': 'FULL_OBJECT', 'content-type': 'a/b' }],
    ['PUT', 'b', { query: { partNumber: '1', uploadId: 'a&b' }, headers: { 'x-amz-checksum-sha1': 'x', 'content-type': 'a/b' }, body: 'part' },
      '/files/b?partNumber=1&uploadId=a%26b', { 'x-amz-checksum-sha1': 'x' }],
    ['PUT', 'b', { query: { partNumber: '1', uploadId: 'u' }, headers: { 'x-amz-copy-source': '/files/a', 'x-amz-copy-source-range': 'bytes=0-1' } },
      '/files/b?partNumber=1&uploadId=u', { 'x-amz-copy-source': '/files/a', 'x-amz-copy-source-range': 'bytes=0-1' }],
    ['DELETE', 'b', { query: { uploadId: 'u' } }, '/files/b?uploadId=u', {}],
    ['GET', 'b', { query: { 'uploadId': 'u', 'max-parts': '1' } }, '/files/b?uploadId=u&max-parts=1', {}],
    ['GET', '', { query: { uploads: '', prefix: 'a' } }, '/files?uploads=&prefix=a', {}],
    ['DELETE', 'b', { query: { tagging: '' } }, '/files/b?tagging=', {}],
  ])('%s %j with what belongs to it (%#)', async (method, key, asked, url, headers) => {
    await ask(method, key, asked).catch(() => {});
    expect([last().method, last().url]).toEqual([method, url]);
    expect(lastHeaders()).toEqual(headers);
  });

  test('is documents written anew', async () => {
    handle = say(200, '<DeleteResult/>');
    const body = '<?xml version="1.0"?><Delete xmlns="urn:x"><Object a="b"><Key>a&amp;&#x62;</Key></Object><Quiet>TRUE</Quiet></Delete>';
    await ask('POST', '', { query: { delete: '' }, headers: { 'content-md5': Buffer.from('').toString('base64') }, body }).catch(() => {});
    expect(upstream.requests).toEqual([]);
    await ask('POST', '', { query: { delete: '' }, headers: { 'content-md5': md5(body) }, body });
    expect(last().body.toString()).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>a&amp;b</Key></Object><Quiet>true</Quiet></Delete>');
    expect(lastHeaders()).toEqual({ 'content-md5': md5(last().body) });

    handle = say(200);
    await ask('PUT', 'a', {
      query: { tagging: '' },
      headers: { 'x-amz-checksum-sha256': createHash('sha256').update('<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>').digest('base64') },
      body: '<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>',
    });
    expect(last().body.toString()).toContain('><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>');
    expect(Object.keys(lastHeaders())).toEqual(['content-md5']);

    handle = say(200, '<CompleteMultipartUploadResult/>');
    await ask('POST', 'a', {
      query: { uploadId: 'u' },
      headers: { 'x-amz-checksum-crc32': 'jNxj9Q==', 'x-amz-mp-object-size': '1', 'if-none-match': '*', 'content-type': 'application/xml' },
      body: '<CompleteMultipartUpload><Part><ETag>e</ETag><PartNumber>01</PartNumber><ChecksumCRC32>jNxj9Q==</ChecksumCRC32></Part></CompleteMultipartUpload>',
    });
    expect(last().body.toString()).toContain('><Part><PartNumber>1</PartNumber><ETag>&quot;e&quot;</ETag><ChecksumCRC32>jNxj9Q==</ChecksumCRC32></Part></CompleteMultipartUpload>');
    expect(lastHeaders()).toMatchObject({ 'x-amz-checksum-crc32': 'jNxj9Q==', 'x-amz-mp-object-size': '1', 'if-none-match': '*' });
    expect(lastHeaders()).not.toHaveProperty('content-type');
  });

  test.each<[string, string, Asked]>([
    ['tags', 'PUT', { query: { tagging: '' }, body: '<Tagging><TagSet/></Tagging>' }],
    ['parts', 'POST', { query: { uploadId: 'u' }, body: '<CompleteMultipartUpload><Part><ETag>e</ETag><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>' }],
  ])('is no document of %s that came broken', async (_, method, asked) => {
    await expect(ask(method, 'a', { ...asked, headers: { 'content-md5': md5('another') } })).rejects.toMatchObject({ code: 'BadDigest' });
    expect(upstream.requests).toEqual([]);
  });

  test.each(['../b', 'a/../b', 'a/./b', '.', 'a/..', 'a//b', '/a', '//'])('is not the key %j, which others would tidy up', async (key) => {
    await expect(ask('GET', key)).rejects.toMatchObject({ code: 'NotImplemented' });
    await expect(ask('PUT', 'b', { headers: { 'x-amz-copy-source': `files/${encodeURIComponent(key)}` } })).rejects.toMatchObject({ code: 'NotImplemented' });
    await expect(engine.tagsOf({ bucket: 'files', key })).rejects.toMatchObject({ code: 'NotImplemented' });
    expect(upstream.requests).toEqual([]);
  });

  test.each<[string, string, string, Asked]>([
    ['a deletion', 'DELETE', 'a', { headers: { 'if-match': '*' } }],
    ['a list of deletions', 'POST', '', {
      query: { delete: '' },
      body: '<Delete><Object><Key>a</Key><ETag>*</ETag></Object></Delete>',
      headers: { 'content-md5': md5('<Delete><Object><Key>a</Key><ETag>*</ETag></Object></Delete>') },
    }],
    ['a copy onto what is there', 'PUT', 'a', { headers: { 'x-amz-copy-source': 'files/b', 'if-match': '*' } }],
    ['a copy onto nothing', 'PUT', 'a', { headers: { 'x-amz-copy-source': 'files/b', 'if-none-match': '*' } }],
  ])('is no condition of %s, which not all engines look at', async (_, method, key, asked) => {
    await expect(ask(method, key, asked)).rejects.toMatchObject({ code: 'NotImplemented' });
    expect(upstream.requests).toEqual([]);
  });

  test('is no ACL', async () => {
    await expect(ask('PUT', 'a', { headers: { 'x-amz-acl': 'public-read' } })).rejects.toMatchObject({ code: 'AccessControlListNotSupported' });
    await expect(ask('POST', 'a', { query: { uploads: '' }, headers: { 'x-amz-grant-read': 'id=x' } })).rejects.toMatchObject({ code: 'AccessControlListNotSupported' });
    expect(upstream.requests).toEqual([]);
  });

  test('is of a list to delete what may be deleted', async () => {
    for (const key of ['a', 'b', 'c']) await ask('PUT', key);
    const deletion = (...keys: string[]) => {
      const request = requestOf('POST', '', {
        query: { delete: '' }, headers: { 'content-md5': 'x' }, body: `<Delete>${['a', 'b', 'c'].map((key) => `<Object><Key>${key}</Key></Object>`).join('')}</Delete>`,
      });
      const entries = request.deletion!.entries.map(({ key }) => (keys.includes(key) ? { key } : { key, error: { code: 'AccessDenied', message: 'no' } }));
      return permitted({ ...request, headers: new Map([['content-md5', md5(request.body)]]), deletion: { ...request.deletion!, entries } });
    };
    expect(await engine.execute(deletion('a', 'c'))).toMatchObject({
      content: { root: 'DeleteResult', members: { Deleted: [{ Key: 'a' }, { Key: 'c' }], Error: [{ Key: 'b', Code: 'AccessDenied', Message: 'no' }] } },
    });
    expect(text(await ask('GET', '', { query: { 'list-type': '2' } })).match(/<Key>\w<\/Key>/g)).toEqual(['<Key>b</Key>']);
    upstream.requests.length = 0;
    expect(await engine.execute(deletion())).toMatchObject({ content: { members: { Deleted: [], Error: [{ Key: 'a' }, { Key: 'b' }, { Key: 'c' }] } } });
    expect(upstream.requests).toEqual([]);
  });
});

describe('what comes back', () => {
  test('is an object, whole or a part of it', async () => {
    await ask('PUT', 'a', { headers: { 'content-type': 'text/css', 'x-amz-meta-mood': 'good' }, body: 'hello' });
    expect(await ask('GET', 'a')).toMatchObject({ status: 200, headers: { 'content-type': 'text/css', 'x-amz-meta-mood': 'good', 'etag': '"5d41402abc4b2a76b9719d911017c592"' }, content: Buffer.from('hello') });
    expect(await ask('GET', 'a', { headers: { range: 'bytes=1-2' } })).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 1-2/5' }, content: Buffer.from('el') });
    expect(await ask('HEAD', 'a')).toMatchObject({ status: 200, headers: { 'content-length': '5' } });
    const unmodified = await ask('GET', 'a', { headers: { 'if-none-match': '"5d41402abc4b2a76b9719d911017c592"' } });
    expect([unmodified.status, unmodified.content]).toEqual([304, undefined]);
  });

  test('are the headers that S3 has, and no others', async () => {
    handle = say(200, 'x', {
      'content-type': 'a/b',
      'x-amz-meta-a': 'b',
      'x-amz-checksum-crc32': 'c',
      'x-amz-tagging-count': '1',
      'server': 'x',
      'set-cookie': 'a=b',
      'access-control-allow-origin': '*',
      'location': 'http://x',
      'x-amz-version-id': 'v',
      'x-amz-request-id': 'r',
      'x-local-decision': 'x',
      'x-amz-bucket-region': 'r',
      'link': 'l',
    });
    expect((await ask('GET', 'a')).headers).toEqual({ 'content-type': 'a/b', 'x-amz-meta-a': 'b', 'x-amz-checksum-crc32': 'c', 'x-amz-tagging-count': '1' });
    handle = say(200, 'x', { 'etag': '"e"', 'content-type': 'text/html' });
    expect(await ask('PUT', 'a')).toEqual({ status: 200, headers: { etag: '"e"' } });
    handle = say(200, '<ListBucketResult/>', { 'content-type': 'text/html' });
    expect((await ask('GET', '')).headers).toEqual({ 'content-type': 'application/xml' });
  });

  test('is S3\'s error', async () => {
    await expect(ask('GET', 'missing')).rejects.toMatchObject({ code: 'NoSuchKey', status: 404, bucket: 'files' });
    await expect(ask('HEAD', 'missing')).rejects.toMatchObject({ code: 'NoSuchKey', status: 404, bucket: 'files' });
    await expect(ask('PUT', 'a', { headers: { 'x-amz-copy-source': 'source/missing' } })).rejects.toMatchObject({ status: 404 });
    await ask('PUT', 'a');
    await expect(ask('PUT', 'a', { headers: { 'if-none-match': '*' } })).rejects.toMatchObject({ code: 'PreconditionFailed', status: 412 });
    await expect(ask('HEAD', 'a', { headers: { 'if-match': '"x"' } })).rejects.toMatchObject({ status: 412 });
    await expect(ask('GET', 'a', { headers: { range: 'bytes=9-' } })).rejects.toMatchObject({ code: 'InvalidRange', status: 416 });
    await expect(ask('PUT', 'a', { headers: { 'x-amz-checksum-crc32': 'AAAAAA==' }, body: 'x' })).rejects.toMatchObject({ code: 'BadDigest', status: 400 });
  });

  test.each<[string, string, Asked, number, string, string]>([
    ['a missing key by another name', 'GET', {}, 404, error('NotFound'), 'NoSuchKey'],
    ['a missing source', 'PUT', { headers: { 'x-amz-copy-source': 'source/x' } }, 404, error('NoSuchKey'), 'NoSuchKey'],
    ['a missing source, told with a success', 'PUT', { headers: { 'x-amz-copy-source': 'source/x' } }, 200, error('NoSuchKey'), 'NoSuchKey'],
    ['an error told with a success', 'PUT', { headers: { 'x-amz-copy-source': 'source/x' } }, 200, error('SlowDown'), 'SlowDown'],
    ['a bucket that went', 'GET', {}, 404, error('NoSuchBucket'), 'NoSuchBucket'],
    ['an upload that went', 'DELETE', { query: { uploadId: 'u' } }, 404, error('NoSuchUpload'), 'NoSuchUpload'],
    ['something it has not', 'GET', {}, 501, error('NotImplemented'), 'NotImplemented'],
  ])('%s is known as that', async (_, method, asked, status, body, code) => {
    handle = say(status, body);
    const thrown = await ask(method, 'a', asked).catch((reason) => reason);
    expect(thrown).toMatchObject({ code, details: code === 'NoSuchKey' ? { Key: asked.headers === undefined ? 'a' : 'x' } : {} });
    if (code === 'NoSuchKey') expect(thrown.bucket).toBe(asked.headers === undefined ? 'files' : 'source');
  });

  test.each<[string, string, number, string, string]>([
    ['a page', 'GET', 404, '<html>', 'answered what it should not have'],
    ['an error that is none', 'GET', 400, error('a b'), 'answered what it should not have'],
    ['an error with an entity', 'GET', 400, '<!DOCTYPE x [<!ENTITY a "b">]><Error><Code>A</Code></Error>', 'answered what it should not have'],
    ['a redirect', 'GET', 307, error('TemporaryRedirect'), 'answered what it should not have'],
    ['a refusal', 'GET', 403, error('InvalidAccessKeyId'), 'refused the local cloud itself (InvalidAccessKeyId): let it accept the access key dummy with the secret dummydummy'],
    ['a refusal without a body', 'HEAD', 403, '', 'refused the local cloud itself (403): let it accept the access key dummy with the secret dummydummy'],
  ])('%s is InternalError, and says whose', async (_, method, status, body, message) => {
    handle = say(status, body, { location: `${upstream.endpoint}/other` });
    const thrown = await ask(method, 'a').catch((reason) => reason);
    expect(thrown).toMatchObject({ code: 'InternalError', status: 500, message: `the S3 engine at ${upstream.endpoint} ${message}` });
    expect(thrown.cause).toBeUndefined();
    expect(upstream.requests).toHaveLength(1);
  });

  test.each([['another document', '<Other/>'], ['a page', '<html>'], ['nothing', '']])('%s in place of a list is InternalError', async (_, body) => {
    handle = say(200, body);
    await expect(ask('GET', '')).rejects.toMatchObject({ code: 'InternalError', status: 500 });
    await expect(engine.isEmpty('files')).rejects.toMatchObject({ code: 'InternalError', status: 500 });
  });

  test('an engine that is down is InternalError', async () => {
    const { endpoint } = upstream;
    await upstream.stop();
    await expect(ask('GET', 'a')).rejects.toMatchObject({ code: 'InternalError', status: 500, message: `the S3 engine at ${endpoint} did not answer` });
    upstream = await Upstream.start(createServer());
  });
});

describe('tags of an object', () => {
  test('are asked for', async () => {
    await ask('PUT', 'a/é', { headers: { 'x-amz-tagging': 'k=v&empty=' } });
    await ask('PUT', 'plain');
    expect([...await engine.tagsOf({ bucket: 'files', key: 'a/é' })]).toEqual([['k', 'v'], ['empty', '']]);
    expect([...await engine.tagsOf({ bucket: 'files', key: 'plain' }), ...await engine.tagsOf({ bucket: 'files', key: 'missing' })]).toEqual([]);
  });

  test.each<[string, RequestListener]>([
    ['an error', say(500, error('InternalError'))], ['no such thing', say(501, error('NotImplemented'))], ['another 404', say(404, error('NotFound'))], ['a bare 404', say(404)],
    ['a page', say(200, '<html>')], ['nothing', say(200)], ['a list that is cut', say(200, '<Tagging><TagSet><Tag><Key>a</Key>')], ['a refusal', say(403, error('AccessDenied'))],
    ['a tag without a value', say(200, '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>')], ['a hang-up', (message) => void message.socket.destroy()],
  ])('are not taken for none where the answer is %s', async (_, listener) => {
    handle = listener;
    await expect(engine.tagsOf({ bucket: 'files', key: 'a' })).rejects.toMatchObject({ code: 'InternalError', status: 500 });
  });
});

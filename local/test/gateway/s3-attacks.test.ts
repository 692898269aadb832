import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CopyObjectCommand, CreateMultipartUploadCommand, DeleteObjectCommand,
  DeleteObjectTaggingCommand, GetBucketLocationCommand, GetObjectCommand, GetObjectTaggingCommand, HeadObjectCommand, ListBucketsCommand,
  ListMultipartUploadsCommand, ListObjectsV2Command, ListPartsCommand, PutObjectCommand, PutObjectTaggingCommand, UploadPartCommand,
  UploadPartCopyCommand, type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { codeOf, send, type RawRequest } from '../s3/signed-request';
import { BUCKET as Bucket, Files, userBucketTemplate, type Keys, type RawAnswer } from '../s3/user-bucket';

/** What Bob has and nobody else may read, change, list or delete. */
const SECRET = 'the secret of Bob';
const BOBS = 'users/bob/secret';
const OWN = 'users/alice/own';

let files: Files;
let alice: Keys;
let bob: Keys;
let uploadOfBob: string;
const leaked: string[] = [];
let tried = 0;

const md5 = (text: string) => ({ 'content-md5': createHash('md5').update(text).digest('base64') });
const deletion = (...keys: string[]) => `<Delete>${keys.map((key) => `<Object><Key>${key}</Key></Object>`).join('')}</Delete>`;

beforeAll(async () => {
  files = await Files.start();
  [alice, bob] = [await files.credentials('alice'), await files.credentials('bob')];
  const owner = files.clientWith(bob);
  await owner.send(new PutObjectCommand({ Bucket, Key: BOBS, Body: SECRET }));
  uploadOfBob = (await owner.send(new CreateMultipartUploadCommand({ Bucket, Key: 'users/bob/upload' }))).UploadId!;
  await files.clientWith(alice).send(new PutObjectCommand({ Bucket, Key: OWN, Body: 'own' }));
  await files.administrator().send(new PutObjectCommand({ Bucket, Key: 'shared/1', Body: 'shared' }));
  await files.administrator().send(new PutObjectCommand({ Bucket: 'other-files', Key: 'users/alice/1', Body: SECRET }));
});

afterEach(async () => {
  const { Body } = await files.clientWith(bob).send(new GetObjectCommand({ Bucket, Key: BOBS }));
  if (await Body!.transformToString() !== SECRET) leaked.push(expect.getState().currentTestName!);
});

afterAll(async () => {
  console.log(`S3 attacks: ${tried} tried, ${tried - leaked.length} refused, ${leaked.length} let through`);
  await files.stop();
  expect(leaked).toEqual([]);
});

/** Refused with this code, and without a word of Bob's. */
async function expectRefused(answer: Promise<RawAnswer>, code: string): Promise<void> {
  tried += 1;
  const got = await answer;
  if (got.body.includes(SECRET) || (got.status < 300 && got.body.includes('users/bob'))) leaked.push(expect.getState().currentTestName!);
  expect(codeOf(got)).toBe(code);
}

async function asAnswer(act: Promise<unknown>): Promise<RawAnswer> {
  return act.then(() => ({ status: 200, headers: {}, body: '' }), (error: { name: string; $metadata: { httpStatusCode: number } }) => (
    // HEAD answers have no body, so no code either.
    { status: error.$metadata.httpStatusCode, headers: {}, body: error.name === 'Unknown' ? '' : `<Code>${error.name}</Code>` }));
}

describe("operations on another user's data", () => {
  const upload = () => ({ Bucket, Key: 'users/bob/upload', UploadId: uploadOfBob });
  const commands: [string, () => object][] = [
    ['GetObject', () => new GetObjectCommand({ Bucket, Key: BOBS })],
    ['HeadObject', () => new HeadObjectCommand({ Bucket, Key: BOBS })],
    ['GetObject of what is missing', () => new GetObjectCommand({ Bucket, Key: 'users/bob/missing' })],
    ['HeadObject of what is missing', () => new HeadObjectCommand({ Bucket, Key: 'users/bob/missing' })],
    ['PutObject', () => new PutObjectCommand({ Bucket, Key: BOBS, Body: 'x' })],
    ['PutObject of something new', () => new PutObjectCommand({ Bucket, Key: 'users/bob/new', Body: 'x' })],
    ['PutObject into what is shared', () => new PutObjectCommand({ Bucket, Key: 'shared/1', Body: 'x' })],
    ['PutObject with a condition', () => new PutObjectCommand({ Bucket, Key: BOBS, Body: 'x', IfNoneMatch: '*' })],
    ['DeleteObject', () => new DeleteObjectCommand({ Bucket, Key: BOBS })],
    ['DeleteObject of what is missing', () => new DeleteObjectCommand({ Bucket, Key: 'users/bob/missing' })],
    ['DeleteObject of what is shared', () => new DeleteObjectCommand({ Bucket, Key: 'shared/1' })],
    ['CopyObject from it', () => new CopyObjectCommand({ Bucket, Key: OWN, CopySource: `${Bucket}/${BOBS}` })],
    ['CopyObject onto it', () => new CopyObjectCommand({ Bucket, Key: BOBS, CopySource: `${Bucket}/${OWN}` })],
    ['CopyObject from what is missing', () => new CopyObjectCommand({ Bucket, Key: OWN, CopySource: `${Bucket}/users/bob/missing` })],
    ['CopyObject from another bucket', () => new CopyObjectCommand({ Bucket, Key: OWN, CopySource: 'other-files/users/alice/1' })],
    ['CopyObject into another bucket', () => new CopyObjectCommand({ Bucket: 'other-files', Key: 'users/alice/1', CopySource: `${Bucket}/${OWN}` })],
    ['GetObject from another bucket', () => new GetObjectCommand({ Bucket: 'other-files', Key: 'users/alice/1' })],
    ['CreateMultipartUpload', () => new CreateMultipartUploadCommand({ Bucket, Key: BOBS })],
    ['UploadPart', () => new UploadPartCommand({ ...upload(), PartNumber: 1, Body: 'x' })],
    ['UploadPart, own key', () => new UploadPartCommand({ ...upload(), Key: OWN, PartNumber: 1, Body: 'x' })],
    ['UploadPartCopy from it', () => new UploadPartCopyCommand({ ...upload(), Key: OWN, PartNumber: 1, CopySource: `${Bucket}/${BOBS}` })],
    ['CompleteMultipartUpload', () => new CompleteMultipartUploadCommand({ ...upload(), MultipartUpload: { Parts: [{ PartNumber: 1, ETag: 'e' }] } })],
    ['CompleteMultipartUpload, own key', () => new CompleteMultipartUploadCommand({ ...upload(), Key: OWN, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: 'e' }] } })],
    ['AbortMultipartUpload', () => new AbortMultipartUploadCommand(upload())],
    ['AbortMultipartUpload, own key', () => new AbortMultipartUploadCommand({ ...upload(), Key: OWN })],
    ['ListParts', () => new ListPartsCommand(upload())],
    ['ListParts, own key', () => new ListPartsCommand({ ...upload(), Key: OWN })],
    ['GetObjectTagging', () => new GetObjectTaggingCommand({ Bucket, Key: BOBS })],
    ['PutObjectTagging', () => new PutObjectTaggingCommand({ Bucket, Key: BOBS, Tagging: { TagSet: [] } })],
    ['DeleteObjectTagging', () => new DeleteObjectTaggingCommand({ Bucket, Key: BOBS })],
    ['ListMultipartUploads, own prefix', () => new ListMultipartUploadsCommand({ Bucket, Prefix: 'users/alice/' })],
    ['ListBuckets', () => new ListBucketsCommand({})],
    ['GetBucketLocation', () => new GetBucketLocationCommand({ Bucket })],
  ];
  const codes = new Map([['UploadPart, own key', 'NoSuchUpload'], ['CompleteMultipartUpload, own key', 'NoSuchUpload'], ['AbortMultipartUpload, own key', 'NoSuchUpload'],
    ['ListParts, own key', 'NoSuchUpload'], ['HeadObject', '403'], ['HeadObject of what is missing', '403']]);

  test.each(commands)('%s', async (name, command) => {
    await expectRefused(asAnswer(files.clientWith(alice).send(command() as any)), codes.get(name) ?? 'AccessDenied');
  });

  test.each(commands)('%s, for an id that is a beginning of the other', async (name, command) => {
    await expectRefused(asAnswer((await files.client('bo')).send(command() as any)), codes.get(name)?.replace('NoSuchUpload', 'AccessDenied') ?? 'AccessDenied');
  });
});

describe('lists', () => {
  const lists: [string, Record<string, string | string[]>, string][] = [
    ['no prefix', {}, 'AccessDenied'],
    ['an empty prefix', { prefix: '' }, 'AccessDenied'],
    ['the prefix of all', { prefix: 'users/' }, 'AccessDenied'],
    ['the prefix of all, rolled up', { prefix: 'users/', delimiter: '/' }, 'AccessDenied'],
    ['a foreign prefix', { prefix: 'users/bob/' }, 'AccessDenied'],
    ['a foreign prefix and the own one as a marker', { 'prefix': 'users/bob/', 'start-after': 'users/alice/' }, 'AccessDenied'],
    ['the own prefix without its slash', { prefix: 'users/alice' }, 'AccessDenied'],
    ['a part of the own prefix', { prefix: 'users/alic' }, 'AccessDenied'],
    ['the own prefix in capitals', { prefix: 'users/Alice/' }, 'AccessDenied'],
    ['the own prefix escaped twice', { prefix: 'users%2Falice%2F' }, 'AccessDenied'],
    ['the own prefix behind a slash', { prefix: '/users/alice/' }, 'AccessDenied'],
    ['a star for a prefix', { prefix: 'users/*/' }, 'AccessDenied'],
    ['the own prefix and a foreign one', { prefix: ['users/alice/', 'users/bob/'] }, 'InvalidArgument'],
    ['a foreign prefix and the own one', { prefix: ['users/bob/', 'users/alice/'] }, 'InvalidArgument'],
    ['prefix in capitals, too', { prefix: 'users/alice/', Prefix: 'users/bob/' }, 'NotImplemented'],
    ['prefix as a list', { 'prefix': 'users/alice/', 'prefix[]': 'users/bob/' }, 'NotImplemented'],
    ['a prefix with a NUL', { prefix: 'users/bob/\0users/alice/' }, 'AccessDenied'],
    ['versions', { versions: '', prefix: 'users/alice/' }, 'AccessDenied'],
    ['the policy', { policy: '' }, 'AccessDenied'],
    ['the ACL', { acl: '' }, 'NotImplemented'],
    ['the uploads', { uploads: '', prefix: 'users/alice/' }, 'AccessDenied'],
  ];

  test.each(lists)('%s', async (_, query, code) => {
    await expectRefused(send(files, alice, { method: 'GET', path: `/${Bucket}`, query: { 'list-type': '2', ...query } }), code === 'AccessDenied' && ['uploads', 'policy', 'versions'].some((name) => name in query) ? 'NotImplemented' : code);
    const { 'start-after': marker, ...version1 } = query;
    await expectRefused(send(files, alice, { method: 'GET', path: `/${Bucket}`, query: marker === undefined ? version1 : { ...version1, marker } }), code);
  });

  test('a token or marker that points to foreign keys shows none of them', async () => {
    const token = Buffer.from('users/bo').toString('base64url');
    const page = await send(files, alice, { method: 'GET', path: `/${Bucket}`, query: { 'list-type': '2', 'prefix': 'users/alice/', 'continuation-token': token } });
    expect([page.status, page.body.includes('<Contents>')]).toEqual([200, false]);
    await expectRefused(send(files, alice, { method: 'GET', path: `/${Bucket}`, query: { 'list-type': '2', 'prefix': 'users/', 'continuation-token': token } }), 'AccessDenied');
  });

  test('own and shared ones are given', async () => {
    for (const Prefix of ['users/alice/', 'shared/', 'users/alice/o']) {
      expect((await files.clientWith(alice).send(new ListObjectsV2Command({ Bucket, Prefix }))).KeyCount).toBe(1);
    }
  });
});

describe('paths', () => {
  test.each<[string, string]>([
    // An own key like any other, which is missing.
    [`/${Bucket}/users/alice/../bob/secret`, 'NoSuchKey'],
    [`/${Bucket}/users/alice/%2e%2e/bob/secret`, 'NoSuchKey'],
    [`/${Bucket}/users/alice%2F..%2Fbob/secret`, 'NoSuchKey'],
    [`/${Bucket}/users/alice/%252e%252e/bob/secret`, 'NoSuchKey'],
    [`/${Bucket}/users%2Fbob%2Fsecret`, 'AccessDenied'],
    [`/${Bucket}/users%252Fbob%252Fsecret`, 'AccessDenied'],
    [`/${Bucket}//users/bob/secret`, 'AccessDenied'],
    [`/${Bucket}/./users/bob/secret`, 'AccessDenied'],
    [`/${Bucket}/users//bob/secret`, 'AccessDenied'],
    [`/${Bucket}/users\\bob\\secret`, 'AccessDenied'],
    [`/${Bucket}/users/BOB/secret`, 'AccessDenied'],
    [`/${Bucket}/../${Bucket}/users/bob/secret`, 'AccessDenied'],
    [`/other-files/../${Bucket}/users/bob/secret`, 'AccessDenied'],
    [`/${Bucket}/users/bob/secret%00`, 'AccessDenied'],
    [`/${Bucket}/users/bob/secret%23`, 'AccessDenied'],
    [`/${Bucket}/users/bob/secret;x=y`, 'AccessDenied'],
    [`/${Bucket}%2Fusers%2Fbob%2Fsecret`, 'InvalidBucketName'],
    [`//${Bucket}/users/bob/secret`, 'InvalidBucketName'],
    [`/${Bucket.toUpperCase()}/users/bob/secret`, 'InvalidBucketName'],
    [`/./${Bucket}/users/bob/secret`, 'InvalidBucketName'],
    [`/${Bucket}/users/bob/%ff`, 'InvalidURI'],
    [`http://127.0.0.1/${Bucket}/users/bob/secret`, 'InvalidURI'],
  ])('%s', async (path, code) => {
    await expectRefused(send(files, alice, { method: 'GET', path }), code);
    // A key that goes on with dots behind the own folder is an own key like any other.
    await expectRefused(send(files, alice, { method: 'DELETE', path }), path.startsWith(`/${Bucket}/users/alice`) ? '204' : code);
  });

  test('signed for one form and sent in another', async () => {
    const request: RawRequest = { method: 'GET', path: `/${Bucket}/${OWN}` };
    await expectRefused(send(files, alice, { ...request, headers: { host: `${Bucket}.localhost` } }), 'AccessDenied');
    await expectRefused(send(files, alice, { ...request, unsigned: { host: `${Bucket}.localhost:1` } }), 'SignatureDoesNotMatch');
  });
});

describe('ids', () => {
  const key = '/user-files/users/bob/secret';

  test.each(['*', '?ob', 'bo?', 'b*', '$', '${*}', '${login.example.com:sub}', 'Bob', 'BOB', 'bob ', ' bob', 'bo', 'bobb', '.', '..', 'x/../bob', 'alice/../bob', '../users/bob', 'bob\u0301', '__proto__', 'constructor', '%62ob', 'bob%2F', '/bob', 'bob//'])(
    '%j', async (id) => {
      const credentials = await files.credentials(id);
      await expectRefused(send(files, credentials, { method: 'GET', path: key }), 'AccessDenied');
      await expectRefused(send(files, credentials, { method: 'GET', path: '/user-files', query: { 'list-type': '2', 'prefix': 'users/bob/' } }), 'AccessDenied');
      const own = { method: 'PUT', path: `/user-files/users/${encodeURIComponent(id)}/1`, body: 'mine' };
      expect((await send(files, credentials, own)).status).toBe(200);
      expect(await send(files, credentials, { ...own, method: 'GET', body: '' })).toMatchObject({ status: 200, body: 'mine' });
    });

  test('two Unicode forms of a name have two folders', async () => {
    const [composed, decomposed] = ['\u00e9', 'e\u0301'];
    const write = (id: string) => ({ method: 'PUT', path: `/user-files/users/${encodeURIComponent(id)}/1`, body: id });
    for (const id of [composed, decomposed]) expect((await send(files, await files.credentials(id), write(id))).status).toBe(200);
    await expectRefused(send(files, await files.credentials(decomposed), { ...write(composed), method: 'GET', body: '' }), 'AccessDenied');
    expect(await send(files, await files.credentials(composed), { ...write(composed), method: 'GET', body: '' })).toMatchObject({ body: composed });
  });

  test('that are another id and a slash reach into its folder, unless the trust policy bars them', async () => {
    await files.administrator().send(new PutObjectCommand({ Bucket, Key: 'users/bob/photos/1', Body: 'photo' }));
    const open = await send(files, await files.credentials('bob/photos'), { method: 'GET', path: '/user-files/users/bob/photos/1' });
    expect(open.body).toBe('photo');
    const barred = await Files.start(userBucketTemplate((template) => {
      template.Resources.FilesRole.Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringNotLike = { 'login.example.com:sub': ['*/*'] };
    }));
    await expect(barred.credentials('bob/photos')).rejects.toMatchObject({ name: 'AccessDenied' });
    await barred.stop();
  });
});

describe('headers', () => {
  const put: RawRequest = { method: 'PUT', path: `/${Bucket}/${OWN}`, body: '' };

  test.each<[string, RawRequest, string]>([
    ['a copy source that is not signed', { ...put, unsigned: { 'x-amz-copy-source': `/${Bucket}/${BOBS}` } }, 'AccessDenied'],
    ['a foreign source', { ...put, headers: { 'x-amz-copy-source': `/${Bucket}/${BOBS}` } }, 'AccessDenied'],
    ['a foreign source without a slash', { ...put, headers: { 'x-amz-copy-source': `${Bucket}/${BOBS}` } }, 'AccessDenied'],
    ['a foreign source, escaped as a whole', { ...put, headers: { 'x-amz-copy-source': encodeURIComponent(`${Bucket}/${BOBS}`) } }, 'AccessDenied'],
    ['a foreign source, escaped twice', { ...put, headers: { 'x-amz-copy-source': encodeURIComponent(encodeURIComponent(`${Bucket}/${BOBS}`)) } }, 'InvalidArgument'],
    ['a foreign source behind dots', { ...put, headers: { 'x-amz-copy-source': `${Bucket}/users/alice/../bob/secret` } }, 'NoSuchKey'],
    ['a foreign source behind two slashes', { ...put, headers: { 'x-amz-copy-source': `//${Bucket}/${BOBS}` } }, 'InvalidArgument'],
    ['a foreign source with a version', { ...put, headers: { 'x-amz-copy-source': `${Bucket}/${BOBS}?versionId=null` } }, 'AccessDenied'],
    ['two sources', { ...put, headers: { 'x-amz-copy-source': `${Bucket}/${OWN},${Bucket}/${BOBS}` } }, 'NoSuchKey'],
    ['a public ACL', { ...put, headers: { 'x-amz-acl': 'public-read' } }, 'AccessDenied'],
    ['a grant', { ...put, headers: { 'x-amz-grant-read': 'uri="http://acs.amazonaws.com/groups/global/AllUsers"' } }, 'AccessDenied'],
    ['an ACL that is not signed', { ...put, unsigned: { 'x-amz-acl': 'public-read' } }, 'AccessDenied'],
    ['tags', { ...put, headers: { 'x-amz-tagging': 'a=1' } }, 'AccessDenied'],
    ['another owner', { ...put, headers: { 'x-amz-expected-bucket-owner': '999999999999' } }, 'AccessDenied'],
    ['a source of another owner', { ...put, headers: { 'x-amz-copy-source': `${Bucket}/${OWN}`, 'x-amz-source-expected-bucket-owner': '999999999999' } }, 'AccessDenied'],
    ['a condition that reads, without the right to', { ...put, path: '/user-files/shared/1', headers: { 'if-match': '"x"' } }, 'AccessDenied'],
    ['a website redirect', { ...put, headers: { 'x-amz-website-redirect-location': 'https://evil.example' } }, 'NotImplemented'],
    ['a method to override this one', { method: 'GET', path: `/${Bucket}/${BOBS}`, unsigned: { 'x-http-method-override': 'GET' } }, 'AccessDenied'],
    ['a path to override this one', { method: 'GET', path: `/${Bucket}/${BOBS}`, unsigned: { 'x-original-url': `/${Bucket}/${OWN}` } }, 'AccessDenied'],
  ])('%s', async (_, request, code) => {
    await expectRefused(send(files, alice, request), code);
  });
});

describe('deletions of many', () => {
  const request = (body: string, headers: Record<string, string> = md5(body)): RawRequest => ({ method: 'POST', path: `/${Bucket}`, query: { delete: '' }, headers, body });

  test.each([
    ['a foreign key among own ones', deletion('users/alice/1', BOBS, 'users/alice/2'), 1],
    ['a foreign key several times', deletion(BOBS, BOBS, BOBS), 3],
    ['a foreign key behind dots', deletion('users/alice/../bob/secret'), 0],
    ['a foreign key in references', deletion('&#117;sers/bob/secret'), 1],
  ])('%s', async (_, body, refused) => {
    const answer = await send(files, alice, request(body));
    tried += 1;
    expect([answer.status, answer.body.match(/<Code>AccessDenied<\/Code>/g)?.length ?? 0]).toEqual([200, refused]);
  });

  test('an entity for a foreign key', async () => {
    await expectRefused(send(files, alice, request('<!DOCTYPE x [<!ENTITY e "users/bob/secret">]><Delete><Object><Key>&e;</Key></Object></Delete>')), 'MalformedXML');
  });

  test('another body than was hashed', async () => {
    await expectRefused(send(files, alice, request(deletion(BOBS), md5('other'))), 'BadDigest');
    await expectRefused(send(files, alice, request(deletion('users/alice/1'), {})), 'InvalidRequest');
  });
});

describe('URLs', () => {
  const url = async (command: object): Promise<URL> => new URL(await getSignedUrl(files.clientWith(alice) as any, command as any));
  const follow = (to: URL, method = 'GET', headers = {}, body = '') => files.raw(method, to.pathname + to.search, { host: to.host, ...headers }, body);
  const own = () => url(new GetObjectCommand({ Bucket, Key: OWN }));

  test('for reading read', async () => {
    expect(await follow(await own())).toMatchObject({ status: 200, body: 'own' });
  });

  const changes: [string, (to: URL) => void, string, string?, object?][] = [
    ['for another key', (to) => { to.pathname = `/${Bucket}/${BOBS}`; }, 'SignatureDoesNotMatch'],
    ['for a bucket', (to) => { to.pathname = `/${Bucket}`; }, 'SignatureDoesNotMatch'],
    ['for another bucket', (to) => { to.pathname = '/other-files/users/alice/1'; }, 'SignatureDoesNotMatch'],
    ['for writing', () => {}, 'SignatureDoesNotMatch', 'PUT'],
    ['for deleting', () => {}, 'SignatureDoesNotMatch', 'DELETE'],
    ['for an upload', () => {}, 'SignatureDoesNotMatch', 'POST'],
    ['with a subresource more', (to) => { to.searchParams.append('tagging', ''); }, 'SignatureDoesNotMatch'],
    ['with a parameter more', (to) => { to.searchParams.append('response-content-type', 'text/html'); }, 'SignatureDoesNotMatch'],
    ['with a parameter twice', (to) => { to.searchParams.append('X-Amz-Expires', '604800'); }, 'InvalidArgument'],
    ['with a longer life', (to) => { to.searchParams.set('X-Amz-Expires', '604800'); }, 'SignatureDoesNotMatch'],
    ['with a later date', (to) => { to.searchParams.set('X-Amz-Date', '20991231T000000Z'); }, 'AuthorizationQueryParametersError'],
    ['without a token', (to) => { to.searchParams.delete('X-Amz-Security-Token'); }, 'InvalidAccessKeyId'],
    ['with the token of another', (to) => { to.searchParams.set('X-Amz-Security-Token', bob.sessionToken!); }, 'InvalidToken'],
    ['with the key id of another', (to) => { to.searchParams.set('X-Amz-Credential', to.searchParams.get('X-Amz-Credential')!.replace(alice.accessKeyId, bob.accessKeyId)); }, 'InvalidToken'],
    ['with both of another', (to) => {
      to.searchParams.set('X-Amz-Credential', to.searchParams.get('X-Amz-Credential')!.replace(alice.accessKeyId, bob.accessKeyId));
      to.searchParams.set('X-Amz-Security-Token', bob.sessionToken!);
    }, 'SignatureDoesNotMatch'],
    ['with a copy source beside it', () => {}, 'AccessDenied', 'GET', { 'x-amz-copy-source': `${Bucket}/${BOBS}` }],
    ['with a signature beside it', () => {}, 'InvalidArgument', 'GET', { authorization: 'AWS4-HMAC-SHA256 Credential=x' }],
  ];

  test.each(changes.map(([name, ...how]) => ({ name, how })))('$name', async ({ how: [change, code, method, headers] }) => {
    const to = await own();
    change(to);
    await expectRefused(follow(to, method, headers), code);
  });

  test('for what their maker may not do', async () => {
    await expectRefused(follow(await url(new GetObjectCommand({ Bucket, Key: BOBS }))), 'AccessDenied');
    await expectRefused(follow(await url(new PutObjectCommand({ Bucket, Key: BOBS })), 'PUT', {}, 'x'), 'AccessDenied');
    await expectRefused(follow(await url(new ListObjectsV2Command({ Bucket }))), 'AccessDenied');
  });
});

describe('senders', () => {
  const get: RawRequest = { method: 'GET', path: `/${Bucket}/${BOBS}` };

  test.each<[string, () => Keys, string]>([
    ["Bob's key id, own secret", () => ({ ...alice, accessKeyId: bob.accessKeyId }), 'InvalidToken'],
    ["Bob's key id and token, own secret", () => ({ ...bob, secretAccessKey: alice.secretAccessKey }), 'SignatureDoesNotMatch'],
    ["Bob's token", () => ({ ...alice, sessionToken: bob.sessionToken }), 'InvalidToken'],
    ["Bob's key id and secret without the token", () => ({ accessKeyId: bob.accessKeyId, secretAccessKey: bob.secretAccessKey }), 'InvalidAccessKeyId'],
    ['unknown keys', () => ({ accessKeyId: 'ASIAUNKNOWN', secretAccessKey: 'x', sessionToken: 'x' }), 'InvalidAccessKeyId'],
    ["the administrator's key id", () => ({ ...alice, accessKeyId: files.cloud.administrator.accessKeyId }), 'InvalidToken'],
  ])('%s', async (_, credentials, code) => {
    await expectRefused(send(files, credentials(), get), code);
  });

  test('nobody', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'POST']) {
      const answer = files.raw(method, `/${Bucket}/${BOBS}`);
      await expectRefused(answer, method === 'HEAD' ? '403' : method === 'POST' ? 'MethodNotAllowed' : 'AccessDenied');
    }
    await expectRefused(files.raw('GET', `/${Bucket}?list-type=2`), 'AccessDenied');
    await expectRefused(files.raw('GET', `/${BOBS}`, { host: `${Bucket}.localhost` }), 'AccessDenied');
  });

  test('a session that has ended, and one whose request is old', async () => {
    let now = Date.now();
    const other = await Files.start(userBucketTemplate(), { clock: () => now });
    const credentials = await other.credentials('alice');
    expect((await send(other, credentials, { method: 'PUT', path: `/${Bucket}/${OWN}`, body: 'x' })).status).toBe(200);
    await expectRefused(send(other, credentials, { ...get, path: `/${Bucket}/${OWN}`, signingDate: new Date(now - 901_000) }), 'RequestTimeTooSkewed');
    now += 3_600_000;
    await expectRefused(send(other, credentials, { ...get, path: `/${Bucket}/${OWN}`, signingDate: new Date(now) }), 'ExpiredToken');
    await other.stop();
  });

  test('a role that may only read', async () => {
    const reader: S3Client = await files.client('alice', 'reader');
    expect(await (await reader.send(new GetObjectCommand({ Bucket, Key: OWN }))).Body!.transformToString()).not.toBe('');
    await expectRefused(asAnswer(reader.send(new PutObjectCommand({ Bucket, Key: OWN, Body: 'x' }))), 'AccessDenied');
    await expectRefused(asAnswer(reader.send(new DeleteObjectCommand({ Bucket, Key: OWN }))), 'AccessDenied');
  });
});

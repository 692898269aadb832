import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3ServiceException } from '@aws-sdk/client-s3';
import { actOn, corsBucket, PARTS_BUCKET, RecordedCloud, VERSIONED_BUCKET } from './cloud';
import { CORS_SOURCE, corsFacts, type CorsAnswer, type CorsFact } from './cors-facts';
import { MULTIPART_SOURCE, multipartFacts, UPLOADS_LIST, type MultipartFact } from './multipart-facts';
import { PRESIGNED_SOURCE, presignedFacts, type PresignedAnswer, type PresignedFact } from './presigned-facts';
import { presignedUrl, send } from '../../s3/signed-request';
import type { RawAnswer } from '../../s3/user-bucket';
import type { Area, Fact } from '../area';

let started: Promise<RecordedCloud> | undefined;

const cloud = (): Promise<RecordedCloud> => started ??= RecordedCloud.start();

const element = (body: string, name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1];

async function corsAnswer({ configuration, by, method, target, headers }: CorsFact): Promise<CorsAnswer> {
  const { files } = await cloud();
  const [key, query = ''] = target.split('?');
  const path = `/${corsBucket(configuration)}${key === '' ? '' : `/${key}`}`;
  const answer = by === undefined
    ? await files.raw(method, target.startsWith('?') ? path + target : `${path}${query && `?${query}`}`, headers)
    : await send(files, files.cloud.administrator, { method, path, query: query === '' ? {} : { [query]: '' }, headers });
  return { status: answer.status, ...errorOf(answer), cors: toldToPage(answer) };
}

function errorOf({ body }: RawAnswer): Pick<CorsAnswer, 'code' | 'Method' | 'ResourceType'> {
  const members = { code: element(body, 'Code'), Method: element(body, 'Method'), ResourceType: element(body, 'ResourceType') };
  return body.includes('<Error>') ? Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) : {};
}

function toldToPage({ headers }: RawAnswer): CorsAnswer['cors'] {
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => /^(access-control-|vary$)/.test(entry[0])));
}

async function presignedAnswer({ query = {}, headers = {} }: PresignedFact): Promise<PresignedAnswer> {
  const { files, administrator } = await cloud();
  await administrator.send(new PutObjectCommand({ Bucket: PARTS_BUCKET, Key: 'checked', Body: 'text', ChecksumAlgorithm: 'SHA256' }));
  const answer = await files.raw('GET', await presignedUrl(files, files.cloud.administrator, `/${PARTS_BUCKET}/checked`, query, headers), headers);
  const { status, body } = answer;
  if (status !== 200) return { status, code: element(body, 'Code'), message: element(body, 'Message') };
  return { status, tellsChecksum: answer.headers['x-amz-checksum-sha256'] !== undefined };
}

async function partsOutcome({ by, act, key = 'k', Tagging, input = {} }: MultipartFact): Promise<string> {
  const recorded = await cloud();
  const client = await recorded.clientOf(by);
  const upload = await recorded.upload(key, Tagging);
  return actOn(client, act, key, upload, input).then(() => 'ok', ({ name }: S3ServiceException) => name);
}

async function uploadsList(): Promise<object> {
  const recorded = await cloud();
  const { files } = recorded;
  await recorded.upload('z');
  const { body } = await send(files, files.cloud.administrator, { method: 'GET', path: `/${PARTS_BUCKET}`, query: { uploads: '' } });
  const [last, lastKey] = [[...body.matchAll(/<UploadId>([^<]*)</g)].at(-1)?.[1], [...body.matchAll(/<Key>([^<]*)</g)].at(-1)?.[1]];
  const members = Object.keys(UPLOADS_LIST).map((name) => [name, element(body, name)]);
  const told = ([name, value]: (string | undefined)[]) => (
    name === 'NextKeyMarker' && value === lastKey ? 'the last key' : name === 'NextUploadIdMarker' && value === last ? 'the last upload' : value);
  return Object.fromEntries(members.map((member) => [member[0], told(member)]));
}

async function deletedObject(): Promise<object> {
  const { administrator } = await cloud();
  const item = { Bucket: VERSIONED_BUCKET, Key: 'item' };
  await administrator.send(new PutObjectCommand({ ...item, Body: 'text' }));
  await administrator.send(new DeleteObjectCommand(item));
  const read = administrator.send(new GetObjectCommand(item));
  return read.then(() => ({}), ({ name, message, $metadata }: S3ServiceException) => ({ status: $metadata.httpStatusCode, name, message }));
}

const facts: readonly Fact[] = [
  ...corsFacts.map((fact): Fact => ({ id: `cors ${fact.name}`, source: CORS_SOURCE, aws: fact.told, ours: () => corsAnswer(fact) })),
  ...presignedFacts.map((fact): Fact => ({ id: `presigned: ${fact.name}`, source: PRESIGNED_SOURCE, aws: fact.told, ours: () => presignedAnswer(fact) })),
  ...multipartFacts.map((fact): Fact => ({ id: `multipart ${fact.name}`, source: MULTIPART_SOURCE, aws: fact.told, ours: () => partsOutcome(fact) })),
  { id: 'multipart 67: the list', source: MULTIPART_SOURCE, aws: UPLOADS_LIST, ours: uploadsList },
  {
    id: 'a delete marker is told as missing to who may list, though GetObject is denied',
    source: 'https://github.com/radkawar/stackd, testdata/aws/s3/marker_policy.json',
    aws: { status: 404, name: 'NoSuchKey', message: 'The specified key does not exist.' },
    ours: deletedObject,
    left: 'versions and delete markers are not kept yet',
  },
];

export const s3: Area = { name: 's3', facts, close: async () => (await started)?.stop() };

import { type XmlMembers } from '../../../protocols/xml';
import { invalidArgument } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import { xmlAnswer, type Answer } from '../answer';
import type { BucketStore } from '../bucket-store';
import { nameEncoding, pageSize } from '../list-parameters';
import { listing, type Listing } from '../listing';
import { storageClassOf } from '../object-headers';
import { storeOf, type World } from '../world';
import { owner } from './bucket-operations';

export function listObjects(request: S3Request, world: World): Answer {
  const { parameters } = request;
  const encode = nameEncoding(parameters);
  const { page, store, members } = list(request, world, parameters.get('marker') ?? '');
  return xmlAnswer('ListBucketResult', {
    ...members,
    Marker: encode(parameters.get('marker') ?? ''),
    // With a delimiter only (Amazon S3 API Reference, ListObjects).
    NextMarker: page.next === undefined || !parameters.get('delimiter') ? undefined : encode(page.next),
    ...contents(page, store, encode, owner(world.location.account)),
  });
}

export function listObjectsV2(request: S3Request, world: World): Answer {
  const { parameters } = request;
  const encode = nameEncoding(parameters);
  const token = parameters.get('continuation-token');
  const { page, store, members } = list(request, world, token === undefined ? parameters.get('start-after') ?? '' : positionOf(token));
  return xmlAnswer('ListBucketResult', {
    ...members,
    KeyCount: page.keys.length + page.commonPrefixes.length,
    ContinuationToken: token,
    NextContinuationToken: page.next === undefined ? undefined : Buffer.from(page.next).toString('base64url'),
    StartAfter: parameters.has('start-after') ? encode(parameters.get('start-after')!) : undefined,
    ...contents(page, store, encode, parameters.get('fetch-owner') === 'true' ? owner(world.location.account) : undefined),
  });
}

function list({ bucket, parameters }: S3Request, world: World, after: string): { page: Listing; store: BucketStore; members: XmlMembers } {
  const store = storeOf(world, bucket);
  const encode = nameEncoding(parameters);
  const [prefix, delimiter, limit] = [parameters.get('prefix') ?? '', parameters.get('delimiter') ?? '', pageSize(parameters, 'max-keys')];
  const page = listing(store, { prefix, delimiter, after, limit });
  return {
    page,
    store,
    members: {
      Name: bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      MaxKeys: limit,
      EncodingType: parameters.get('encoding-type'),
      IsTruncated: page.next !== undefined,
    },
  };
}

function contents({ keys, commonPrefixes }: Listing, store: BucketStore, encode: (name: string) => string, Owner?: XmlMembers): XmlMembers {
  return {
    Contents: keys.map((key) => {
      const { etag, lastModified, body, headers, checksum } = store.get(key);
      return {
        Key: encode(key),
        LastModified: new Date(lastModified).toISOString(),
        ETag: `"${etag}"`,
        ChecksumAlgorithm: checksum?.algorithm,
        ChecksumType: checksum?.type,
        Size: body.size,
        Owner,
        StorageClass: storageClassOf(headers),
      };
    }),
    CommonPrefixes: commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

/** A token is the last name shown, so that it means the same after a restart; the prefix is judged anew each time. */
function positionOf(token: string): string {
  const position = Buffer.from(token, 'base64url');
  if (token === '' || position.toString('base64url') !== token || Buffer.from(position.toString('utf8')).compare(position) !== 0) {
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  }
  return position.toString('utf8');
}

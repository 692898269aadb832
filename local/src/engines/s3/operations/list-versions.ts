import type { XmlMembers } from '../../../protocols/xml';
import { invalidArgument } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import { xmlAnswer, type Answer } from '../answer';
import type { BucketStore } from '../bucket-store';
import { nameEncoding, pageSize } from '../list-parameters';
import { listing } from '../listing';
import { storageClassOf } from '../object-headers';
import { isDeleteMarker, versionName, type Version } from '../stored-object';
import { storeOf, type World } from '../world';
import { owner } from './bucket-operations';

/** A version in a list, or what keys have in common up to a delimiter. */
type Entry = { readonly key: string; readonly version: Version; readonly isLatest: boolean } | { readonly prefix: string };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export function listObjectVersions({ bucket, parameters }: S3Request, world: World): Answer {
  const store = storeOf(world, bucket);
  const encode = nameEncoding(parameters);
  const text = (name: string) => parameters.get(name) ?? '';
  const [prefix, delimiter, keyMarker, idMarker] = ['prefix', 'delimiter', 'key-marker', 'version-id-marker'].map(text);
  if (idMarker !== '' && keyMarker === '') {
    throw invalidArgument('A version-id marker cannot be specified without a key marker.', 'version-id-marker', idMarker);
  }
  const limit = pageSize(parameters, 'max-keys');
  const entries = page(store, { prefix, delimiter, keyMarker, idMarker }, limit + 1);
  const shown = entries.slice(0, limit);
  const last = limit > 0 && entries.length > limit ? shown.at(-1) : undefined;
  const ofVersions = shown.filter((entry) => 'version' in entry);
  const Owner = owner(world.location.account);
  return xmlAnswer('ListVersionsResult', {
    Name: bucket,
    Prefix: encode(prefix),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: idMarker,
    NextKeyMarker: last && encode('prefix' in last ? last.prefix : last.key),
    NextVersionIdMarker: last && 'version' in last ? versionName(last.version) : undefined,
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    MaxKeys: limit,
    EncodingType: parameters.get('encoding-type'),
    IsTruncated: last !== undefined,
    Version: ofVersions.flatMap((entry) => (
      isDeleteMarker(entry.version) ? [] : [{ ...common(entry, encode), ...objectMembers(entry.version), Owner }])),
    DeleteMarker: ofVersions.flatMap((entry) => (isDeleteMarker(entry.version) ? [{ ...common(entry, encode), Owner }] : [])),
    CommonPrefixes: shown.filter((entry) => 'prefix' in entry).map((entry) => ({ Prefix: encode(entry.prefix) })),
  });
}

function common({ key, version, isLatest }: Extract<Entry, { key: string }>, encode: (name: string) => string): XmlMembers {
  return { Key: encode(key), VersionId: versionName(version), IsLatest: isLatest, LastModified: new Date(version.lastModified).toISOString() };
}

function objectMembers({ etag, body, headers, checksum }: Exclude<Version, { isDeleteMarker: true }>): XmlMembers {
  return {
    ETag: `"${etag}"`, ChecksumAlgorithm: checksum?.algorithm, ChecksumType: checksum?.type, Size: body.size, StorageClass: storageClassOf(headers),
  };
}

interface VersionQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly keyMarker: string;
  readonly idMarker: string;
}

/** At most so many entries; those of a key stay together, the latest first. */
function page(store: BucketStore, { prefix, delimiter, keyMarker, idMarker }: VersionQuery, limit: number): Entry[] {
  const ofMarker = idMarker === '' || !keyMarker.startsWith(prefix) ? [] : versionEntries(store, keyMarker);
  const after = ofMarker.slice(ofMarker.findIndex(({ version }) => versionName(version) === idMarker) + 1);
  // A key has one version at least, so as many keys are enough.
  const { keys, commonPrefixes } = listing({ keys: store.allKeys }, { prefix, delimiter, after: keyMarker, limit });
  const names = [...keys.map((key) => ({ name: key, entries: versionEntries(store, key) as Entry[] })),
    ...commonPrefixes.map((name) => ({ name, entries: [{ prefix: name }] as Entry[] }))];
  names.sort((left, right) => Buffer.compare(Buffer.from(left.name), Buffer.from(right.name)));
  return [...after, ...names.flatMap(({ entries }) => entries)].slice(0, limit);
}

function versionEntries(store: BucketStore, key: string): Extract<Entry, { key: string }>[] {
  return store.versionsOf(key).map((version, i) => ({ key, version, isLatest: i === 0 }));
}

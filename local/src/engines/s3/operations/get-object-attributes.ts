import type { XmlMembers } from '../../../protocols/xml';
import { invalidArgument, invalidRequest } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import { xmlAnswer, type Answer } from '../answer';
import { checksumMembers } from '../checksums';
import { pageSize } from '../list-parameters';
import { storageClassOf } from '../object-headers';
import type { Assembly, StoredObject } from '../stored-object';
import { storeOf, type World } from '../world';

type Headers = S3Request['headers'];

const ATTRIBUTES = {
  ETag: ({ etag }) => etag,
  Checksum: ({ checksum }) => checksum && { ...checksumMembers(checksum), ChecksumType: checksum.type },
  ObjectParts: ({ assembly }, headers) => assembly && parts(assembly, headers),
  StorageClass: ({ headers }) => storageClassOf(headers),
  ObjectSize: ({ body }) => body.size,
} as const satisfies { readonly [attribute: string]: (object: StoredObject, headers: Headers) => string | number | XmlMembers | undefined };

type Attribute = keyof typeof ATTRIBUTES;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export function getObjectAttributes({ bucket, key, versionId, headers }: S3Request, world: World): Answer {
  const wanted = wantedAttributes(headers);
  const store = storeOf(world, bucket);
  const object = store.get(key, versionId);
  const members = Object.fromEntries(wanted.map((attribute) => [attribute, ATTRIBUTES[attribute](object, headers)]));
  return xmlAnswer('GetObjectAttributesResponse', members, { 'last-modified': new Date(object.lastModified).toUTCString(), ...store.versionHeaders(object) });
}

function wantedAttributes(headers: Headers): Attribute[] {
  const given = headers.get('x-amz-object-attributes');
  if (given === undefined) throw invalidRequest('The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty');
  const names = given.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(ATTRIBUTES, name));
  if (unknown !== undefined) throw invalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', unknown);
  return names as Attribute[];
}

/** The parts themselves only where they have checksums. */
function parts({ parts: all }: Assembly, headers: Headers): XmlMembers {
  const marker = headers.get('x-amz-part-number-marker') ?? '0';
  if (!/^\d{1,10}$/.test(marker)) throw invalidArgument('Argument x-amz-part-number-marker must be an integer', 'x-amz-part-number-marker', marker);
  const limit = pageSize(headers, 'x-amz-max-parts');
  if (all.some(({ checksum }) => checksum === undefined)) return { PartsCount: all.length };
  const left = all.filter(({ number }) => number > Number(marker));
  const page = left.slice(0, limit);
  return {
    PartsCount: all.length,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: limit,
    IsTruncated: left.length > page.length,
    Part: page.map(({ number, size, checksum }) => ({ PartNumber: number, Size: size, ...checksumMembers(checksum) })),
  };
}

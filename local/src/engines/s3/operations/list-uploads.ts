import { invalidArgument } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import { compareUtf8 } from '../../../utf8-order';
import { xmlAnswer, type Answer } from '../answer';
import { checksumMembers } from '../checksums';
import { nameEncoding, pageSize } from '../list-parameters';
import { commonPrefix } from '../listing';
import { storageClassOf } from '../object-headers';
import type { Upload } from '../stored-object';
import { storeOf, type World } from '../world';
import { owner } from './bucket-operations';

export function listParts({ bucket, key, parameters }: S3Request, world: World): Answer {
  const upload = storeOf(world, bucket).upload(parameters.get('uploadId')!, key);
  const marker = parameters.get('part-number-marker') ?? '0';
  if (!/^\d{1,10}$/.test(marker)) throw invalidArgument('Argument part-number-marker must be an integer', 'part-number-marker', marker);
  const limit = pageSize(parameters, 'max-parts');
  const parts = [...upload.parts].filter(([number]) => number > Number(marker)).sort(([left], [right]) => left - right);
  const page = parts.slice(0, limit);
  return xmlAnswer('ListPartsResult', {
    Bucket: bucket,
    Key: key,
    UploadId: upload.id,
    ...initiation(upload, world),
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.[0] ?? 0,
    MaxParts: limit,
    IsTruncated: parts.length > page.length,
    ChecksumAlgorithm: upload.checksumAlgorithm,
    ChecksumType: upload.checksumType,
    Part: page.map(([PartNumber, { etag, lastModified, body, checksum }]) => ({
      PartNumber, LastModified: new Date(lastModified).toISOString(), ETag: `"${etag}"`, Size: body.size, ...checksumMembers(checksum),
    })),
  });
}

export function listMultipartUploads({ bucket, parameters }: S3Request, world: World): Answer {
  const encode = nameEncoding(parameters);
  const text = (name: string) => parameters.get(name) ?? '';
  const [prefix, delimiter, keyMarker, idMarker] = ['prefix', 'delimiter', 'key-marker', 'upload-id-marker'].map(text);
  const limit = pageSize(parameters, 'max-uploads');
  const matching = storeOf(world, bucket).listUploads().filter(({ key }) => key.startsWith(prefix)).sort(byKeyAndId)
    .filter(({ key, id }) => isAfter(key, id, keyMarker, idMarker));
  const isShown = ({ key }: Upload) => commonPrefix(key, prefix, delimiter) === undefined;
  const shown = matching.filter(isShown);
  const page = shown.slice(0, limit);
  const prefixes = new Set(matching.filter((upload) => !isShown(upload)).map(({ key }) => commonPrefix(key, prefix, delimiter)!));
  return xmlAnswer('ListMultipartUploadsResult', {
    Bucket: bucket,
    KeyMarker: encode(keyMarker),
    UploadIdMarker: idMarker,
    // Also of the last page (recorded).
    NextKeyMarker: encode(page.at(-1)?.key ?? ''),
    NextUploadIdMarker: page.at(-1)?.id ?? '',
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    EncodingType: parameters.get('encoding-type'),
    MaxUploads: limit,
    IsTruncated: page.length < shown.length,
    Upload: page.map((upload) => ({
      Key: encode(upload.key), UploadId: upload.id, ...initiation(upload, world), Initiated: new Date(upload.initiated).toISOString(),
    })),
    CommonPrefixes: [...prefixes].map((common) => ({ Prefix: encode(common) })),
  });
}

function initiation({ headers }: Upload, { location }: World): { Initiator: { ID: string }; Owner: { ID: string }; StorageClass: string } {
  return { Initiator: owner(location.account), Owner: owner(location.account), StorageClass: storageClassOf(headers) };
}

function byKeyAndId(left: Upload, right: Upload): number {
  return compareUtf8(left.key, right.key) || compareUtf8(left.id, right.id);
}

/** The id marker counts only with its key. */
function isAfter(key: string, id: string, keyMarker: string, idMarker: string): boolean {
  if (keyMarker === '') return true;
  const order = compareUtf8(key, keyMarker);
  return order > 0 || (order === 0 && idMarker !== '' && compareUtf8(id, idMarker) > 0);
}

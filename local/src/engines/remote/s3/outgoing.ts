import { objectPath } from './object-path';
import { outgoingHeaders } from './outgoing-headers';
import { renderXml } from '../../../protocols/xml';
import type { XmlDocument } from '../../../protocols/xml';
import { specOf, type OperationName, type OperationSpec } from '../../../s3/operations';
import type { S3Request } from '../../../s3/request/s3-request';
import type { Tags } from '../../../s3/request/tags';
import { md5 } from '../../s3/checksums';
import type { RemoteRequest } from '../remote-server';

/** A request as it is sent on: written anew from what was decided on. */
export function outgoing(request: S3Request<OperationName>): RemoteRequest {
  const { operation, bucket, key, body } = request;
  const spec = specOf(operation);
  const [path, query] = [key === '' ? `/${bucket}` : objectPath(bucket, key), queryOf(request, spec)];
  const { method } = spec;
  if (spec.body !== 'document') return { method, path, query, headers: outgoingHeaders(request), body };
  const document = renderXml(documentOf(request));
  // The checksum of the document that came is not this one's; that of a whole object, which comes with its last part, is the object's.
  const headers = operation === 'CompleteMultipartUpload' ? outgoingHeaders(request) : {};
  return { method, path, query, headers: { ...headers, 'content-md5': md5(Buffer.from(document)).toString('base64') }, body: document };
}

/** The parameters of the operation; signatures and names of operations in the query are not among them. */
function queryOf({ parameters }: S3Request, { marks = [], parameters: known = [] }: OperationSpec): Record<string, string> {
  return Object.fromEntries([...marks, ...known].filter((name) => parameters.has(name)).map((name) => [name, parameters.get(name)!]));
}

function documentOf({ operation, deletion, parts, tags }: S3Request<OperationName>): XmlDocument {
  switch (operation) {
    case 'DeleteObjects': return {
      root: 'Delete', members: { Object: deletion!.entries.filter(({ error }) => error === undefined).map(({ key }) => ({ Key: key })), Quiet: deletion!.quiet },
    };
    case 'CompleteMultipartUpload': return {
      root: 'CompleteMultipartUpload',
      members: {
        Part: parts!.map(({ number, etag, checksums }) => ({
          PartNumber: number, ETag: `"${etag}"`, ...Object.fromEntries([...checksums].map(([algorithm, value]) => [`Checksum${algorithm}`, value])),
        })),
      },
    };
    case 'PutObjectTagging': return tagging(tags!);
    default: throw new Error(`${operation} has no document`);
  }
}

function tagging(tags: Tags): XmlDocument {
  return { root: 'Tagging', members: { TagSet: { Tag: [...tags].map(([Key, Value]) => ({ Key, Value })) } } };
}

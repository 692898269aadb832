import { invalidArgument, malformedXml, S3Error } from '../errors';
import { childrenOf, readXml, textOf } from './xml';

/** Tag key → value, in the order given. */
export type Tags = ReadonlyMap<string, string>;

export const NO_TAGS: Tags = new Map();

const MAX_TAGS = 10;
const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 256;
/** Amazon S3 User Guide, "Categorizing your objects using tags". */
const TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** `x-amz-tagging`: pairs as in a query string. */
export function tagsOfHeader(header: string): Tags {
  try {
    return checked(header.split('&').filter((pair) => pair !== '').map((pair) => {
      const [key, ...value] = pair.split('=').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
      return [key, value.join('=')];
    }));
  } catch (error) {
    if (error instanceof S3Error) throw error;
    throw invalidArgument('The header \'x-amz-tagging\' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.',
      'x-amz-tagging', header);
  }
}

/** The `Tagging` document. */
export function tagsOfBody(body: Buffer): Tags {
  const [set, ...others] = childrenOf(readXml(body, 'Tagging'), ['TagSet']);
  if (set === undefined || others.length > 0) throw malformedXml();
  return checked(childrenOf(set, ['Tag']).map((tag) => {
    childrenOf(tag, ['Key', 'Value']);
    const [key, value] = [textOf(tag, 'Key'), textOf(tag, 'Value')];
    if (key === undefined || value === undefined) throw malformedXml();
    return [key, value];
  }));
}

function checked(pairs: readonly (readonly [key: string, value: string])[]): Tags {
  if (pairs.length > MAX_TAGS) throw new S3Error('BadRequest', `Object tags cannot be greater than ${MAX_TAGS}`);
  for (const [key, value] of pairs) {
    if (key === '' || key.length > MAX_KEY_LENGTH || !TEXT.test(key)) throw invalidTag('The TagKey you have provided is invalid', key);
    if (value.length > MAX_VALUE_LENGTH || !TEXT.test(value)) throw invalidTag('The TagValue you have provided is invalid', key);
    if (key.toLowerCase().startsWith('aws:')) throw invalidTag('System tags cannot be added/updated by requester', key);
  }
  const tags = new Map(pairs);
  if (tags.size !== pairs.length) throw new S3Error('InvalidTag', 'Cannot provide multiple Tags with the same key');
  return tags;
}

function invalidTag(message: string, key: string): S3Error {
  return new S3Error('InvalidTag', message, 400, { TagKey: key });
}

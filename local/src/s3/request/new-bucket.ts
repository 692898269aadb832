import { childrenOf, readXml, textOf } from './xml';
import type { Location } from '../bucket';
import { S3Error } from '../errors';

/** Amazon S3 API Reference, CreateBucket: without a document, or without a place in it, the bucket is in us-east-1. */
const USUAL_PLACE = 'us-east-1';

/** Throws where a new bucket is to be in another Region than that of the request. */
export function assertPlace(body: Buffer, { region }: Location): void {
  const place = body.length === 0 ? undefined : placeIn(body);
  if (place === USUAL_PLACE) throw new S3Error('InvalidLocationConstraint', 'The specified location-constraint is not valid', 400, { LocationConstraint: place });
  if ((place ?? USUAL_PLACE) === region) return;
  const got = place ?? 'unspecified';
  throw new S3Error('IllegalLocationConstraintException', `The ${got} location constraint is incompatible for the region specific endpoint this request was sent to.`);
}

function placeIn(body: Buffer): string | undefined {
  const document = readXml(body, 'CreateBucketConfiguration');
  childrenOf(document, ['LocationConstraint']);
  return textOf(document, 'LocationConstraint');
}

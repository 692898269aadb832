import { xmlAnswer, type Answer } from '../answer';
import type { Bucket } from '../../../s3/bucket';

export function getBucketOwnershipControls({ ownership }: Bucket): Answer {
  return xmlAnswer('OwnershipControls', { Rule: { ObjectOwnership: ownership } });
}

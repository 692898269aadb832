import { xmlAnswer, type Answer } from '../../answer';
import type { Bucket } from '../../bucket';

export function getBucketOwnershipControls({ ownership }: Bucket): Answer {
  return xmlAnswer('OwnershipControls', { Rule: { ObjectOwnership: ownership } });
}

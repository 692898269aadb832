import { xmlAnswer, type Answer } from '../answer';
import type { Bucket } from '../../../s3/bucket';

export function getPublicAccessBlock({ publicAccessBlock }: Bucket): Answer {
  return xmlAnswer('PublicAccessBlockConfiguration', { ...publicAccessBlock });
}

import { xmlAnswer, type Answer } from '../answer';
import type { Bucket } from '../../../s3/bucket';

/** Nothing where it was never set. */
export function getBucketVersioning({ versioning }: Bucket): Answer {
  return xmlAnswer('VersioningConfiguration', { Status: versioning });
}

import { xmlAnswer, type Answer } from '../answer';
import type { Bucket } from '../../../s3/bucket';
import { S3Error } from '../../../s3/errors';

export function getBucketCors({ name, corsRules }: Bucket): Answer {
  if (corsRules.length === 0) throw new S3Error('NoSuchCORSConfiguration', 'The CORS configuration does not exist', 404, { BucketName: name });
  return xmlAnswer('CORSConfiguration', {
    CORSRule: corsRules.map((rule) => ({
      ID: rule.id,
      AllowedHeader: rule.allowedHeaders,
      AllowedMethod: rule.allowedMethods,
      AllowedOrigin: rule.allowedOrigins,
      ExposeHeader: rule.exposedHeaders,
      MaxAgeSeconds: rule.maxAge,
    })),
  });
}

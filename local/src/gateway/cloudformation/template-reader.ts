import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Environment } from '../../assembly';
import type { Applicant } from '../../authorization/admission';
import { AwsError } from '../../aws-error';
import { type S3Engine } from '../../engines/s3/s3-engine';
import type { HttpHead } from '../../protocols/http';
import { actionRequests, requestScope, type Buckets, type S3Request } from '../../s3';
import { bucketOfHost, hostName } from '../loopback-guard';

export interface TemplateReaderDependencies {
  readonly engine: S3Engine;
  readonly buckets: Buckets;
  readonly environment: Environment;
}

interface ObjectName {
  readonly bucket: string;
  readonly key: string;
}

/** Templates that lie in a bucket: read as whoever asks for the deployment. */
export class TemplateReader {
  constructor(private readonly dependencies: TemplateReaderDependencies) {}

  /** Throws ValidationError for a URL that is no object of this cloud, and whatever S3 says. */
  async read(url: string, request: HttpHead, applicant: Applicant): Promise<string> {
    const { engine, buckets, environment } = this.dependencies;
    const asked = {
      operation: 'GetObject',
      ...objectOf(url, request, environment),
      headers: new Map(),
      parameters: new Map(),
      sender: applicant.caller.arn,
      body: Buffer.alloc(0),
    } as const satisfies S3Request;
    if (!buckets.has(asked.bucket)) throw new AwsError('ValidationError', 'S3 error: The specified bucket does not exist');
    const permitted = applicant.through('s3').permit(asked, actionRequests(asked, await requestScope(asked, environment, buckets, engine)));
    const { content } = await engine.execute(permitted)
      .catch((error: Error) => { throw new AwsError('ValidationError', `S3 error: ${error.message}`); });
    return content instanceof Readable ? text(content) : (content as Buffer).toString('utf8');
  }
}

/** Path style and virtual-host style, of this endpoint and of AWS's own: the clients that know no endpoint write the latter. */
function objectOf(url: string, request: HttpHead, { region, urlSuffix }: Environment): ObjectName {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const [first = '', ...rest] = (parsed?.pathname ?? '').slice(1).split('/').map(decoded);
  const hosts = [request.headers.get('host'), `s3.${region}.${urlSuffix}`, `s3.${urlSuffix}`];
  if (parsed !== undefined && hosts.includes(parsed.host) && rest.length > 0) return { bucket: first, key: rest.join('/') };
  const bucket = bucketOfHost(hostName(parsed?.host ?? '')) ?? /^(.+)\.s3[.-][a-z0-9.-]*amazonaws\.com(\.cn)?$/.exec(parsed?.host ?? '')?.[1];
  if (bucket !== undefined && first !== '') return { bucket, key: [first, ...rest].join('/') };
  throw new AwsError('ValidationError', `TemplateURL must be a supported URL: got ${JSON.stringify(url.slice(0, 200))}, want an object in a bucket of the local cloud`);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AwsError('ValidationError', 'TemplateURL must be a supported URL.');
  }
}

import type { RequestListener } from 'node:http';
import { bucketOf } from './engine-support';
import { AwsError } from '../../src/aws-error';
import { Engine } from '../../src/engines/s3/engine';
import { s3Answer, s3Error } from '../../src/gateway/s3/response';
import { s3Target } from '../../src/gateway/s3/target';
import { readBody, readHead } from '../../src/protocols/http';
import { queryPairs, singleParameters } from '../../src/protocols/query-string';
import { parseRequest, type Bucket } from '../../src/s3';
import { permitted } from '../support/permitted';

const LOCATION = { partition: 'aws', region: 'us-east-1', account: '000000000000' };

/** An S3 that lets everybody do everything, as another engine is: ours, with nothing in front of it. It creates buckets, too. */
export function plainS3(): RequestListener {
  const buckets: Bucket[] = [];
  const engine = new Engine(buckets, LOCATION, Date.now);
  return async (message, response) => {
    const head = readHead(message, true);
    const answer = await readBody(message, 2 ** 30).then(async (body) => {
      const { bucket, key } = s3Target(head);
      if (head.method === 'PUT' && key === '') {
        buckets.push(bucketOf(bucket));
        await engine.setBuckets(buckets);
        return s3Answer({ status: 200, headers: {} }, {});
      }
      const request = { method: head.method, bucket, key, parameters: singleParameters(queryPairs(head.query)), headers: head.headers, sender: 'anonymous' };
      return s3Answer(await engine.execute(permitted(parseRequest(request, body))), {});
    }).catch((error) => s3Error(error instanceof AwsError ? error : new AwsError('InternalError', String(error), 500), head, {}));
    response.writeHead(answer.status, { 'content-length': Buffer.byteLength(answer.body as Buffer), ...answer.headers }).end(answer.body);
  };
}

// The local cloud's S3 engine with enforcement off: no signature is looked at and no policy asked.
import { createServer } from 'node:http';
import { queryPairs, singleParameters } from '../../src/protocols/query-string';
import { singleHeaders } from '../../src/gateway/s3/headers';
import { s3Answer } from '../../src/gateway/s3/response';
import { s3Target } from '../../src/gateway/s3/target';
import { readBody, readHead } from '../../src/protocols/http';
import { parseRequest, type Bucket } from '../../src/s3';
import { Engine } from '../../src/engines/s3/engine';
import type { PermittedS3Request } from '../../src/engines/s3/s3-engine';

const name = process.argv[2];
const bucket: Bucket = {
  name,
  arn: `arn:aws:s3:::${name}`,
  corsRules: [],
  encryption: { algorithm: 'AES256', bucketKeyEnabled: false },
  ownership: 'BucketOwnerEnforced',
  publicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  tags: new Map(),
};
const engine = new Engine([bucket], { partition: 'aws', region: 'us-east-1', account: '123456789012' }, Date.now);

const server = createServer((message, response) => {
  void (async () => {
    const head = readHead(message, true);
    const request = { ...head, body: await readBody(message, 128 * 1024 * 1024) };
    const parameters = singleParameters(queryPairs(request.query));
    const asked = parseRequest({ method: request.method, ...s3Target(request), parameters, headers: singleHeaders(request) }, request.body);
    const { status, headers, body } = s3Answer(await engine.execute({ request: asked, decision: '' } as PermittedS3Request), {});
    response.writeHead(status, { 'content-length': Buffer.byteLength(body as Buffer), ...headers });
    response.end(body as Buffer);
  })().catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ endpoint: `http://127.0.0.1:${(server.address() as { port: number }).port}` })));

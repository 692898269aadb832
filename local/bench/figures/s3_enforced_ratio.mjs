// Puts and gets per second through the AWS SDK: the local cloud's S3 with every signature and policy checked ÷ the same engine without.
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { enforcedRatio } from '../support/enforcement.mjs';
import { ANY_KEYS, credentialsOf } from '../support/players.mjs';
import { startBareS3, startEcho, startLocalCloud } from '../support/processes.mjs';

const TIMES = 500;
const WARM_UP = 2500;
const USER = 'alice';
const BODY = Buffer.alloc(16 * 1024, 'x');

export default { unit: 'ratio', target: 0.85, atLeast: true, measure };

async function measure() {
  const cloud = await startLocalCloud('avatars');
  const { providers, buckets } = JSON.parse(cloud.stacks.Avatars.ClientConfig);
  const place = { Bucket: buckets.avatars.name, folder: `${buckets.avatars.prefix}${providers.google.folderPrefix}` };
  const [bareServer, echoServer] = [await startBareS3(place.Bucket), await startEcho()];
  const credentials = await credentialsOf(cloud, USER, 'avatars');
  const enforcing = s3(cloud.endpoint, credentials);
  const [bare, echo] = [bareServer, echoServer].map(({ endpoint }) => s3(endpoint, ANY_KEYS));
  try {
    const ratio = await enforcedRatio('s3_enforced_ratio', {
      enforcing, bare, echo, put: (client, i) => put(client, place, USER, i % 50), get: (client, i) => get(client, place, USER, i % 50), times: TIMES, warmUp: WARM_UP,
    });
    await refusesOthers(enforcing, cloud, credentials, place);
    return ratio;
  } finally {
    [enforcing, bare, echo].forEach((client) => client.destroy());
    for (const server of [cloud, bareServer, echoServer]) await server.stop();
  }
}

function s3(endpoint, credentials) {
  return new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true, maxAttempts: 1 });
}

const put = (client, { Bucket, folder }, user, i) => client.send(new PutObjectCommand({ Bucket, Key: `${folder}${user}/${i}`, Body: BODY }));

async function get(client, { Bucket, folder }, user, i) {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: `${folder}${user}/${i}` }));
  await Body.transformToByteArray();
}

/** A control: what is fast because it looks at nothing would let these through. */
async function refusesOthers(client, { endpoint }, credentials, place) {
  const codeOf = (call) => call.then(() => 'allowed', (error) => error.name);
  const forger = s3(endpoint, { ...credentials, secretAccessKey: 'bad' });
  const got = [await codeOf(put(client, place, 'bob', 1)), await codeOf(get(client, place, 'bob', 1)), await codeOf(get(forger, place, USER, 1))];
  forger.destroy();
  if (got.join() !== 'AccessDenied,AccessDenied,SignatureDoesNotMatch') throw new Error(`control: got ${got}`);
}

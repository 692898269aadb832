// Puts and gets per second through the AWS SDK: the local cloud's S3 with every signature and policy checked ÷ the same engine without.
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startBareS3, startLocalCloud, startEcho } from '../support/processes.mjs';
import { ANY_KEYS, credentialsOf, rate } from '../support/players.mjs';
import { median, paired } from '../support/rounds.mjs';

const TIMES = 500;
const WARM_UP = 2500;
const USER = 'alice';
const BODY = Buffer.alloc(16 * 1024, 'x');

export default { unit: 'ratio', target: 0.85, atLeast: true, measure };

async function measure() {
  const cloud = await startLocalCloud('avatars');
  const { providers, buckets } = JSON.parse(cloud.stacks.Avatars.ClientConfig);
  const place = { Bucket: buckets.avatars.name, folder: `${buckets.avatars.prefix}${providers.google.folderPrefix}` };
  const [bare, echo] = [await startBareS3(place.Bucket), await startEcho()];
  const credentials = await credentialsOf(cloud, USER, 'avatars');
  const clients = [[cloud.endpoint, credentials], [bare.endpoint, ANY_KEYS], [echo.endpoint, ANY_KEYS]].map(([endpoint, keys]) => s3(endpoint, keys));
  const both = async (client, times) => ({ 
    put: await rate((i) => put(client, place, USER, i % 50), times), get: await rate((i) => get(client, place, USER, i % 50), times),
  });
  try {
    for (const client of clients) await both(client, WARM_UP);
    const [ceilings, puts, gets] = [[], [], []];
    const [cloudClient, bareClient, echoClient] = clients;
    await paired('s3_enforced_ratio', {
      one: () => both(cloudClient, TIMES),
      other: async () => {
        ceilings.push(await both(echoClient, TIMES));
        return both(bareClient, TIMES);
      },
      compare: (enforced, plain) => {
        puts.push(enforced.put / plain.put);
        gets.push(enforced.get / plain.get);
        return Math.min(enforced.put / plain.put, enforced.get / plain.get);
      },
      shown: (rates) => (rates.put + rates.get) / 2,
    });
    console.error(`s3_enforced_ratio: put ${median(puts).toPrecision(3)}, get ${median(gets).toPrecision(3)} (medians)`);
    console.error(`s3_enforced_ratio echo ceiling: put ${median(ceilings.map((one) => one.put)).toFixed()}, get ${median(ceilings.map((one) => one.get)).toFixed()} per second`);
    await refusesOthers(cloudClient, cloud, credentials, place);
    // Of the two the worse: neither may pay for the other.
    return Math.min(median(puts), median(gets));
  } finally {
    clients.forEach((client) => client.destroy());
    for (const server of [cloud, bare, echo]) await server.stop();
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

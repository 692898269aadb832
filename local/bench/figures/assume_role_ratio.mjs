// AssumeRoleWithWebIdentity over HTTP ÷ (one verification of the same token + one empty round trip).
import { createLocalJWKSet, jwtVerify } from 'jose';
import { assume, assumeForm, Client, signIn } from '../support/client.mjs';
import { startBareServer, startLocalCloud } from '../support/processes.mjs';
import { paired, typicalMs } from '../support/rounds.mjs';

const TIMES = 200;
/** Until V8 has compiled what both servers run: the figure is of a server that has been running for some seconds. */
const WARM_UP = 6000;

const EXPECTED = { issuer: 'https://login.example.com', audience: 'game-scores' };

export default { unit: 'ratio', target: 1.5, measure };

async function measure() {
  const [cloud, bare] = [await startLocalCloud(), await startBareServer()];
  const [client, bareClient] = [new Client(cloud.endpoint), new Client(bare.endpoint)];
  try {
    const tokens = [];
    for (let i = 0; i < 50; i += 1) tokens.push(await signIn(client, cloud.secret, `user-${i}`));
    const forms = tokens.map((token) => assumeForm(cloud.stacks, token));
    const { text } = await client.send('/_local/issuers/login.example.com/jwks', { method: 'GET' });
    const keys = createLocalJWKSet(JSON.parse(text));
    await refusesForgery(client, cloud, tokens[0]);
    const assumes = (times) => typicalMs((i) => assume(client, forms[i % forms.length]), times);
    // One after the other, as a server does it, and not each in a loop of its own, which would run from warm caches.
    const parts = (times) => typicalMs(async (i) => {
      await jwtVerify(tokens[i % tokens.length], keys, EXPECTED);
      await bareClient.send('/');
    }, times);
    for (const warmUp of [assumes, parts]) await warmUp(WARM_UP);
    return await paired('assume_role_ratio', { one: () => assumes(TIMES), other: () => parts(TIMES) });
  } finally {
    client.close();
    bareClient.close();
    await cloud.stop();
    await bare.stop();
  }
}

/** A control: what is fast because it looks at nothing would take this token, too. */
async function refusesForgery(client, cloud, token) {
  const forged = assumeForm(cloud.stacks, token.replace(/[^.]*$/, (signature) => `${signature.slice(0, -8)}AAAAAAAA`));
  const refused = await assume(client, forged).then(() => false, () => true);
  if (!refused) throw new Error('control: a forged token was taken');
}

// AssumeRoleWithWebIdentity over HTTP ÷ (one verification of the same token + one empty round trip).
import { compactVerify, createLocalJWKSet } from 'jose';
import { assume, assumeForm, Client, signIn } from '../support/client.mjs';
import { startBareServer, startLocalCloud } from '../support/processes.mjs';
import { paired, typicalMs } from '../support/rounds.mjs';

const TIMES = 200;
/** Until both servers run compiled code: p50 is of a server that has been running for a while. */
const WARM_UP = 2000;

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
    const verifies = (times) => typicalMs((i) => compactVerify(tokens[i % tokens.length], keys), times);
    const roundTrips = (times) => typicalMs(() => bareClient.send('/'), times);
    for (const warmUp of [assumes, verifies, roundTrips]) await warmUp(WARM_UP);
    return await paired('assume_role_ratio', { one: () => assumes(TIMES), other: async () => await verifies(TIMES) + await roundTrips(TIMES) });
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

import { Agent, request } from 'node:http';
import { generatedClaims, generatedForm, generatedJson, generatedToken, generator } from './generated';
import { NOW, ROLE } from './local-sts';
import { OverHttp } from './over-http';

const SEED = 20_261_122;
const COUNT = 10_000;
/** The one internal failure that is AWS's own (observed 2026-09). */
const SUB_NULL = 'Unknown error validating third-party token';

interface Asked {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Whether it may succeed: a form or claim may happen to be spoiled where it does not matter. */
  readonly mayHold?: boolean;
}

test('10,000 malformed tokens and requests: AWS’s errors and nothing else, and it goes on serving', async () => {
  const sts = await OverHttp.start();
  const random = generator(SEED);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const { hostname, port } = new URL(sts.cloud.endpoint);
  const send = ({ path, headers, body }: Asked) => new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request({ agent, hostname, port, path, method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => { text += chunk; }).on('end', () => resolve({ status: response.statusCode!, text })).on('error', reject);
    });
    sent.on('error', reject).end(body);
  });

  const token = await sts.mint();
  const valid = { Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: ROLE.arn, RoleSessionName: 'game', WebIdentityToken: token };
  const form = (body: string, mayHold = false): Asked => ({ path: '/', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body, mayHold });
  const local = (path: string): Asked => ({
    path, headers: { 'content-type': 'application/json', 'x-local-secret': sts.cloud.secret }, body: generatedJson(random), mayHold: true,
  });
  const cognito = (operation: string): Asked => ({ path: '/', headers: { 'x-amz-target': `AWSCognitoIdentityService.${operation}` }, body: generatedJson(random) });

  const generated = async (): Promise<Asked> => {
    switch (random(10)) {
      case 0: case 1: case 2: case 3: return form(new URLSearchParams({ ...valid, WebIdentityToken: generatedToken(random, token) }).toString());
      case 4: case 5: {
        const signed = await sts.mint({ claims: generatedClaims(random) }).catch(() => 'not signed');
        return form(new URLSearchParams({ ...valid, WebIdentityToken: signed }).toString(), true);
      }
      case 6: case 7: return form(generatedForm(random, valid), true);
      case 8: return local(random(2) === 0 ? '/_local/explain' : '/_local/token');
      default: return cognito(['GetId', 'GetOpenIdToken', 'GetCredentialsForIdentity', '', '__proto__'][random(5)]);
    }
  };

  try {
    const held = { yes: 0, no: 0 };
    for (let done = 0; done < COUNT; done += 100) {
      const asked = await Promise.all(Array.from({ length: 100 }, generated));
      const answers = await Promise.all(asked.map(send));
      answers.forEach(({ status, text }, i) => {
        const told = `${JSON.stringify(asked[i]).slice(0, 600)} -> ${status} ${text.slice(0, 300)}`;
        held[status === 200 ? 'yes' : 'no'] += 1;
        if (status === 200 ? !asked[i].mayHold : status < 400 || (status >= 500 && !text.includes(SUB_NULL))) throw new Error(told);
        if (/node_modules|\.[tj]s:\d|at \w+ \(/.test(text) || (status !== 200 && text.includes(token))) throw new Error(`tells too much: ${told}`);
      });
    }
    expect(held.no).toBeGreaterThan(COUNT * 0.7);
    expect(held.yes + held.no).toBe(COUNT);

    expect(JSON.stringify(sts.cloud.decisions())).not.toContain(token);
    await expect(sts.signIn()).resolves.toMatchObject({ Expiration: new Date((NOW + 3600) * 1000) });
  } finally {
    agent.destroy();
    await sts.stop();
  }
}, 240_000);

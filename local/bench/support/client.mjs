import { Agent, request } from 'node:http';

/** Sends requests over one kept connection, with as little of a client's own work as there can be. */
export class Client {
  constructor(endpoint) {
    this.endpoint = new URL(endpoint);
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
  }

  send(path, { method = 'POST', headers = {}, body = '' } = {}) {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.endpoint;
      const sent = request({ agent: this.agent, hostname, port, path, method, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => { text += chunk; });
        response.on('end', () => resolve({ status: response.statusCode, text }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close() {
    this.agent.destroy();
  }
}

/** How users of each example sign in. */
export const SIGN_IN = {
  'game-scores': { stack: 'GameScores', name: 'https://login.example.com', provider: 'https://login.example.com', app: 'game-scores' },
  'avatars': { stack: 'Avatars', name: 'google', provider: 'google', app: '123456-avatars.apps.googleusercontent.com' },
};

/** Signs a user of an example in. */
export async function signIn(client, secret, user, { provider, app } = SIGN_IN['game-scores']) {
  const { status, text } = await client.send('/_local/token', {
    headers: { 'content-type': 'application/json', 'x-local-secret': secret },
    body: JSON.stringify({ provider, app, user }),
  });
  if (status !== 200) throw new Error(`no token: ${text}`);
  return JSON.parse(text).token;
}

/** The form that assumes the example's role for users of that provider. */
export function assumeForm(stacks, token, { stack, name } = SIGN_IN['game-scores']) {
  const { roleArn } = JSON.parse(stacks[stack].ClientConfig).providers[name];
  return new URLSearchParams({
    Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: 'bench', WebIdentityToken: token,
  }).toString();
}

/** Gives the answer's XML. */
export async function assume(client, form) {
  const { status, text } = await client.send('/', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form });
  if (status !== 200 || !text.includes('<AccessKeyId>ASIA')) throw new Error(`no credentials: ${text}`);
  return text;
}

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

/** Signs a user of the example in at its own OpenID Connect issuer. */
export async function signIn(client, secret, user) {
  const { status, text } = await client.send('/_local/token', {
    headers: { 'content-type': 'application/json', 'x-local-secret': secret },
    body: JSON.stringify({ provider: 'https://login.example.com', app: 'game-scores', user }),
  });
  if (status !== 200) throw new Error(`no token: ${text}`);
  return JSON.parse(text).token;
}

/** The form that assumes the example's role for users of that issuer. */
export function assumeForm(stacks, token) {
  const { roleArn } = JSON.parse(stacks.GameScores.ClientConfig).providers['https://login.example.com'];
  return new URLSearchParams({
    Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: 'bench', WebIdentityToken: token,
  }).toString();
}

export async function assume(client, form) {
  const { status, text } = await client.send('/', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form });
  if (status !== 200 || !text.includes('<AccessKeyId>ASIA')) throw new Error(`no credentials: ${text}`);
}

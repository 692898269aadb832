import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** npm's `oidc-provider`, running; users sign in on its pages as in a browser. */
export class OidcServer {
  static async start(issuer: string, clientId: string): Promise<OidcServer> {
    const child = spawn(process.execPath, [join(__dirname, 'oidc-provider-process.mjs'), issuer, clientId], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await once(child.stdout, 'data');
    return new OidcServer(child, `http://127.0.0.1:${String(line).trim()}`, clientId);
  }

  private readonly cookies = new Map<string, string>();

  private constructor(private readonly child: ChildProcess, readonly base: string, private readonly clientId: string) {}

  /** The implicit flow: the ID token comes in the address that the app is sent back to. */
  async signIn(user: string): Promise<string> {
    this.cookies.clear();
    const asked = new URLSearchParams({
      client_id: this.clientId, redirect_uri: 'https://game.example.com/done', response_type: 'id_token', scope: 'openid', nonce: 'n-1',
    });
    let location = `/auth?${asked}`;
    for (let step = 0; step < 12; step += 1) {
      const answer = await this.visit(location);
      const next = answer.headers.get('location');
      if (next?.startsWith('https://game.example.com/done#')) return new URLSearchParams(new URL(next).hash.slice(1)).get('id_token')!;
      location = next ?? await this.submit(location, await answer.text(), user);
    }
    throw new Error('no end of the sign-in');
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }

  /** Fills in the page's form: who it is, or that it may. */
  private async submit(location: string, page: string, user: string): Promise<string> {
    const [, prompt] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
    const [, action] = /<form[^>]* action="([^"]+)"/.exec(page) ?? [];
    const form = prompt === 'login' ? { prompt, login: user, password: 'any' } : { prompt };
    const answer = await this.visit(new URL(action ?? location, this.base).pathname, new URLSearchParams(form as Record<string, string>));
    return answer.headers.get('location')!;
  }

  private async visit(location: string, form?: URLSearchParams): Promise<Response> {
    const url = new URL(location, this.base);
    const answer = await fetch(new URL(url.pathname + url.search, this.base), {
      method: form === undefined ? 'GET' : 'POST',
      body: form,
      redirect: 'manual',
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
}

import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign } from 'jose';

/** An OpenID Connect issuer that shares no code with the local cloud. Its answers may be replaced by path. */
export class LocalIssuer {
  static async start(issuer: string): Promise<LocalIssuer> {
    const made = new LocalIssuer(issuer);
    await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  /** Paths asked for, in order. */
  readonly asked: string[] = [];
  readonly answers = new Map<string, RequestListener>();
  private readonly server: Server;
  private readonly keys = new Map<string, KeyObject>();

  private constructor(readonly issuer: string) {
    this.addKey('key-1');
    this.server = createServer((request, response) => {
      this.asked.push(request.url!);
      const answer = this.answers.get(request.url!);
      if (answer !== undefined) answer(request, response);
      else response.end(JSON.stringify(request.url === '/tenant/keys' ? this.keySet() : this.discovery()));
    });
  }

  get base(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/tenant`;
  }

  discovery(): Record<string, unknown> {
    return { issuer: this.issuer, jwks_uri: `${this.base}/keys` };
  }

  keySet(): { keys: object[] } {
    return { keys: [...this.keys].map(([kid, key]) => ({ ...jwkOf(key), kid })) };
  }

  /** Answers a path with a document. */
  answer(path: string, document: unknown): void {
    this.answers.set(path, (_, response) => response.end(JSON.stringify(document)));
  }

  addKey(kid: string): void {
    this.keys.set(kid, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  }

  removeKey(kid: string): void {
    this.keys.delete(kid);
  }

  sign(claims: object, kid = 'key-1'): Promise<string> {
    return new CompactSign(Buffer.from(JSON.stringify({ iss: this.issuer, sub: 'alice', aud: 'app', ...claims })))
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(this.keys.get(kid)!);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function jwkOf(key: KeyObject): object {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  return { kty, crv, x, y };
}

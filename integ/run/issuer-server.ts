import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Issuer, type IssuerResponse } from '../issuer/issuer';
import { LocalSigner } from '../issuer/local-signer';

/** The issuers of `Issuer`, on this machine with a key of this process. */
export class IssuerServer {
  static async start(origin: string): Promise<IssuerServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new IssuerServer(server, origin);
  }

  readonly secret = randomBytes(24).toString('base64url');
  /** Scheme, host and port. */
  readonly url: string;

  private constructor(private readonly server: Server, origin: string) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const issuer = new Issuer({ signer: new LocalSigner(), secret: async () => this.secret, origin, reachedAt: this.url });
    server.on('request', (request, response) => {
      respond(issuer, request).then(
        ({ statusCode, headers, body }) => response.writeHead(statusCode, headers).end(body),
        () => response.writeHead(500).end(),
      );
    });
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

async function respond(issuer: Issuer, request: IncomingMessage): Promise<IssuerResponse> {
  return issuer.respond({ method: request.method!, path: request.url!, authorization: request.headers.authorization, body: await text(request) });
}

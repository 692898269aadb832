import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it reached another engine. */
export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Whole once the request was answered. */
  body: Buffer;
}

/** Another engine on this machine, which keeps what it was asked. */
export class Upstream {
  static async start(server: Server | RequestListener): Promise<Upstream> {
    const upstream = new Upstream(typeof server === 'function' ? createServer(server) : server);
    upstream.server.listen(0, '127.0.0.1');
    await once(upstream.server, 'listening');
    return upstream;
  }

  readonly requests: Recorded[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    // Before whoever answers begins to read: both get all of the body then.
    server.prependListener('request', (message) => {
      const recorded = { method: message.method!, url: message.url!, headers: message.headers, body: Buffer.alloc(0) };
      this.requests.push(recorded);
      message.on('data', (chunk: Buffer) => { recorded.body = Buffer.concat([recorded.body, chunk]); });
    });
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves once nobody is connected. */
  async deserted(): Promise<void> {
    for (const socket of this.sockets) await new Promise((resolve) => socket.once('close', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

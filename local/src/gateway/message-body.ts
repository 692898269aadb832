import type { IncomingMessage } from 'node:http';
import { HungUp, readBody, tooLarge, type IncomingBody } from '../protocols/http';

/** What is no longer is read in one piece. */
const PIECE_BYTES = 64 * 1024;

/** The body of a request to this server. */
export class MessageBody implements IncomingBody {
  readonly announced?: number;

  /** `begin` is called before the first byte is read: some senders wait for a word that they may send. */
  constructor(private readonly message: IncomingMessage, private readonly begin: () => void) {
    const { headers } = message;
    if (headers['transfer-encoding'] === undefined) this.announced = Number(headers['content-length'] ?? 0);
  }

  read(maxBytes: number): Promise<Buffer> {
    if (this.announced !== undefined && this.announced > maxBytes) return Promise.reject(tooLarge(maxBytes));
    this.begin();
    return readBody(this.message, maxBytes);
  }

  async* pieces(): AsyncGenerator<Buffer> {
    this.begin();
    if (this.announced !== undefined && this.announced <= PIECE_BYTES) {
      yield await readBody(this.message, PIECE_BYTES);
      return;
    }
    try {
      // Not destroyed by whoever stops: the answer is still to be written.
      for await (const piece of this.message.iterator({ destroyOnReturn: false })) yield piece as Buffer;
    } catch (error) {
      throw this.message.destroyed && !this.message.complete ? new HungUp() : error;
    }
  }
}

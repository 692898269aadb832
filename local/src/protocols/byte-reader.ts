/** Takes bytes that come in pieces apart: lines, and stretches of a known length. */
export class ByteReader {
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  /** `early` makes the error for what ends too early. */
  constructor(pieces: AsyncIterable<Buffer>, private readonly early: () => Error) {
    this.source = pieces[Symbol.asyncIterator]();
  }

  /** As far as CRLF, which is taken as well. Throws where there is none within the limit. */
  async line(maxBytes: number): Promise<string> {
    for (;;) {
      const end = this.rest.subarray(0, maxBytes).indexOf('\r\n');
      if (end >= 0) return this.take(end + 2).toString('latin1', 0, end);
      if (this.rest.length >= maxBytes) throw this.early();
      await this.more();
    }
  }

  /** So many bytes, in pieces as they come. */
  async* stretch(bytes: number): AsyncGenerator<Buffer> {
    for (let left = bytes; left > 0;) {
      if (this.rest.length === 0) await this.more();
      const piece = this.take(Math.min(left, this.rest.length));
      left -= piece.length;
      yield piece;
    }
  }

  async isAtEnd(): Promise<boolean> {
    while (this.rest.length === 0) {
      const { done, value } = await this.source.next();
      if (done) return true;
      this.rest = value;
    }
    return false;
  }

  /** Nobody reads on. */
  async close(): Promise<void> {
    await this.source.return?.();
  }

  private take(bytes: number): Buffer {
    const taken = this.rest.subarray(0, bytes);
    this.rest = this.rest.subarray(bytes);
    return taken;
  }

  private async more(): Promise<void> {
    const { done, value } = await this.source.next();
    if (done) throw this.early();
    this.rest = this.rest.length === 0 ? value : Buffer.concat([this.rest, value]);
  }
}

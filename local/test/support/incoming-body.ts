import { tooLarge, type IncomingBody } from '../../src/protocols/http';

/** A body that comes in pieces of this size; without a length where it is sent in HTTP's chunks. */
export function incomingBody(bytes: Buffer, { pieceBytes = 1000, isChunked = false } = {}): IncomingBody {
  return {
    announced: isChunked ? undefined : bytes.length,
    read: async (maxBytes) => {
      if (bytes.length > maxBytes) throw tooLarge(maxBytes);
      return bytes;
    },
    pieces: async function* pieces() {
      for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
    },
  };
}

/** Bytes of an object or a part, on their way in. */
export interface Content {
  /** Bytes, as announced: there are never more. */
  readonly size: number;
  /** Read once. Throws S3's error, at the end at the latest, where they are not what was signed and announced. */
  readonly pieces: AsyncIterable<Buffer>;
  /** Headers that come behind the bytes, in lower case. */
  readonly trailerNames: readonly string[];
  /** Known once all bytes are read. */
  trailers(): ReadonlyMap<string, string>;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Bytes that are there already. */
export function contentOf(bytes: Buffer): Content {
  return { size: bytes.length, pieces: once(bytes), trailerNames: [], trailers: () => NONE };
}

/** All of it, held in memory: for whoever has looked at the size. */
export async function heldContent({ pieces }: Pick<Content, 'pieces'>): Promise<Buffer> {
  const held: Buffer[] = [];
  for await (const piece of pieces) held.push(piece);
  return held.length === 1 ? held[0] : Buffer.concat(held);
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  if (bytes.length > 0) yield bytes;
}

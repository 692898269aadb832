import { createHash } from 'node:crypto';
import { assertChecksumForm, assertMd5, base64, digestOf, givenAlgorithm, givenMd5, type Digest } from './checksums';
import type { Checksum } from './stored-object';
import { checksumHeader, type ChecksumAlgorithm } from '../../s3/checksum-algorithms';
import { S3Error } from '../../s3/errors';
import { contentOf, heldContent, type Content } from '../../s3/request/content';

type Headers = ReadonlyMap<string, string>;

/**
 * Bytes that come in, held against what the request says of them: its digest, and the checksum that is kept with the object.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export class ReceivedContent {
  private readonly md5 = createHash('md5');
  private readonly givenMd5: string | undefined;
  private readonly algorithm: ChecksumAlgorithm | undefined;
  private readonly digest: Digest | undefined;
  private found: { readonly etag: string; readonly checksum?: Checksum } | undefined;

  /** Throws for what cannot be, whatever the bytes are. */
  constructor(private readonly headers: Headers, private readonly content: Content) {
    this.givenMd5 = givenMd5(headers);
    this.algorithm = givenAlgorithm(headers, content.trailerNames);
    this.digest = this.algorithm && digestOf(this.algorithm);
    const value = this.algorithm && headers.get(checksumHeader(this.algorithm));
    if (value !== undefined) assertChecksumForm(this.algorithm!, value);
  }

  /** To be read once. Throws S3's error, at the end at the latest, where they are not what the request says. */
  async* pieces(): AsyncGenerator<Buffer> {
    for await (const piece of this.content.pieces) {
      this.md5.update(piece);
      this.digest?.update(piece);
      yield piece;
    }
    const digest = this.md5.digest();
    if (this.givenMd5 !== undefined) assertMd5(this.givenMd5, digest);
    this.found = { etag: digest.toString('hex'), checksum: await this.verifiedChecksum() };
  }

  /** Once all is read. */
  get etag(): string {
    return this.found!.etag;
  }

  /** Once all is read. */
  get checksum(): Checksum | undefined {
    return this.found!.checksum;
  }

  private async verifiedChecksum(): Promise<Checksum | undefined> {
    const { algorithm, digest } = this;
    if (algorithm === undefined || digest === undefined) return undefined;
    const name = checksumHeader(algorithm);
    const value = this.headers.get(name) ?? this.content.trailers().get(name) ?? '';
    assertChecksumForm(algorithm, value);
    if (await base64(digest) !== value) throw new S3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
    return { algorithm, value, type: 'FULL_OBJECT' };
  }
}

/** The same of a document, which is there already. */
export async function verifiedChecksum(headers: Headers, document: Buffer): Promise<Checksum | undefined> {
  const received = new ReceivedContent(headers, contentOf(document));
  await heldContent({ pieces: received.pieces() });
  return received.checksum;
}

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import type { Checksum } from './stored-object';
import { CHECKSUM_ALGORITHMS, checksumHeader, type ChecksumAlgorithm } from '../../s3/checksum-algorithms';
import { invalidRequest, S3Error } from '../../s3/errors';

const BYTES: Readonly<Record<ChecksumAlgorithm, number>> = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 };

type Headers = ReadonlyMap<string, string>;

/** Takes bytes chunk by chunk. */
export interface Digest {
  update(chunk: Uint8Array): unknown;
  digest(): Uint8Array | Promise<Uint8Array>;
}

export function digestOf(algorithm: ChecksumAlgorithm): Digest {
  switch (algorithm) {
    case 'SHA1': return createHash('sha1');
    case 'SHA256': return createHash('sha256');
    case 'CRC32': return new Crc32();
    case 'CRC32C': return new Crc32c();
    case 'CRC64NVME': return new Crc64Nvme();
  }
}

export async function base64(digest: Digest): Promise<string> {
  return Buffer.from(await digest.digest()).toString('base64');
}

/** S3 takes some documents only with a checksum of theirs. */
export function assertChecksumGiven(headers: Headers): void {
  if (headers.has('content-md5') || CHECKSUM_ALGORITHMS.some((algorithm) => headers.has(checksumHeader(algorithm)))) return;
  throw invalidRequest('Missing required header for this request: Content-MD5');
}

export function checksumHeaders(checksum: Checksum | undefined): Record<string, string> {
  return checksum === undefined ? {} : { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

export function checksumMembers(checksum: Checksum | undefined): { [name: string]: string } {
  return checksum === undefined ? {} : { [`Checksum${checksum.algorithm}`]: checksum.value };
}

export function md5(body: Uint8Array): Buffer {
  return createHash('md5').update(body).digest();
}

/** `Content-MD5`, where it is given. */
export function verifyMd5(headers: Headers, body: Buffer): void {
  const given = givenMd5(headers);
  if (given !== undefined) assertMd5(given, md5(body));
}

export function givenMd5(headers: Headers): string | undefined {
  const given = headers.get('content-md5');
  if (given === undefined || isBase64(given, 16)) return given;
  throw new S3Error('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, { 'Content-MD5': given });
}

export function assertMd5(given: string, computed: Buffer): void {
  if (computed.toString('base64') !== given) throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
}

/** The algorithm whose checksum a request gives, in a header or behind its body. */
export function givenAlgorithm(headers: Headers, trailers: readonly string[]): ChecksumAlgorithm | undefined {
  const given = CHECKSUM_ALGORITHMS.filter((algorithm) => headers.has(checksumHeader(algorithm)) || trailers.includes(checksumHeader(algorithm)));
  if (given.length > 1) throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  const announced = headers.get('x-amz-sdk-checksum-algorithm');
  if (announced !== undefined && announced.toUpperCase() !== given[0]) {
    throw invalidRequest(given.length === 1 ? 'Value for x-amz-sdk-checksum-algorithm header is invalid.'
      : 'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.');
  }
  return given[0];
}

export function assertChecksumForm(algorithm: ChecksumAlgorithm, value: string): void {
  if (!isBase64(value, BYTES[algorithm])) throw invalidRequest(`Value for ${checksumHeader(algorithm)} header is invalid.`);
}

function isBase64(text: string, bytes: number): boolean {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text;
}

class Crc32 implements Digest {
  private value = 0;

  update(chunk: Uint8Array): void {
    this.value = crc32(chunk, this.value);
  }

  digest(): Uint8Array {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.value);
    return bytes;
  }
}

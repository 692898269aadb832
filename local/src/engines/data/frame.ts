import { crc32 } from 'node:zlib';

/*
 * A record on disk is one line: checksum and length in hexadecimal, then the record as JSON.
 * JSON escapes line breaks, so the line ends where the record does.
 */

const HEADER = /^([0-9a-f]{8}) ([0-9a-f]{8}) $/;
const HEADER_BYTES = 18;
const NEWLINE = 0x0a;

const hex = (value: number): string => value.toString(16).padStart(8, '0');

export function frame(record: object): Buffer {
  const json = JSON.stringify(record);
  return Buffer.from(`${hex(crc32(json))} ${hex(Buffer.byteLength(json))} ${json}\n`);
}

export interface Frame {
  readonly json: string;
  /** Offset behind it. */
  readonly end: number;
}

/** What was framed at an offset; nothing where it is not whole. */
export function frameAt(bytes: Buffer, offset: number): Frame | undefined {
  const start = offset + HEADER_BYTES;
  const [, checksum, length] = HEADER.exec(bytes.toString('latin1', offset, start)) ?? [];
  if (checksum === undefined) return undefined;
  const end = start + parseInt(length, 16);
  if (bytes[end] !== NEWLINE || hex(crc32(bytes.subarray(start, end))) !== checksum) return undefined;
  return { json: bytes.toString('utf8', start, end), end: end + 1 };
}

/** Whether a whole frame begins anywhere behind an offset. */
export function holdsFrame(bytes: Buffer, offset: number): boolean {
  for (const { index } of bytes.toString('latin1', offset).matchAll(/[0-9a-f]{8} [0-9a-f]{8} /g)) {
    if (frameAt(bytes, offset + index)) return true;
  }
  return false;
}

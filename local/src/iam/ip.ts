import type { Unread } from './operators/operator';

/** A range of addresses as 16-bit words: two of them for IPv4, eight for IPv6. An address is a range of one. */
export interface Cidr {
  readonly words: readonly number[];
  readonly prefix: number;
}

const OCTET = /^\d{1,3}$/;
const HEX_WORD = /^[0-9a-fA-F]{1,4}$/;
const PREFIX = /^\+?\d+$/;
const V6_WORDS = 8;
/** What parsers of addresses take besides, some of them: blanks, brackets, zones, fewer parts, longer parts. */
const PERHAPS = /^\s|\s$|^\[|%|^\d+(?:\.\d+){0,2}$|\d{4}\.|\.\d{4}|[\da-fA-F]{5}/;

/** An IPv4 address, with or without leading zeros (recorded of AWS: they are decimal), or an IPv6 address. */
export function parseAddress(text: string): Cidr | Unread {
  const words = text.includes(':') ? parseV6(text) : parseV4(text);
  if (words === undefined) return PERHAPS.test(text) ? 'unknown' : 'unreadable';
  return isMappedV4(words) ? 'unknown' : { words, prefix: words.length * 16 };
}

/**
 * `203.0.113.0/24`; an address alone is a range of one (AWS: "default prefix value of /32"). Recorded of AWS: bits
 * beyond the prefix do not matter in a range of IPv4, and a range of IPv6 that has any holds nothing.
 */
export function parseCidr(text: string): Cidr | Unread {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (typeof address === 'string' || slash < 0) return address;
  const prefix = text.slice(slash + 1);
  if (!PREFIX.test(prefix) || Number(prefix) > address.prefix) return 'unreadable';
  const range = { words: address.words, prefix: Number(prefix) };
  return address.words.length === V6_WORDS && hasBitsBeyondPrefix(range) ? 'unequal' : range;
}

/** Whether the range holds the address. An address of the other family is in no range. */
export function containsAddress(range: Cidr, { words }: Cidr): boolean {
  return range.words.length === words.length && range.words.every((word, index) => {
    const ignored = 2 ** bitsBeyondPrefix(range, index);
    return Math.floor(word / ignored) === Math.floor(words[index] / ignored);
  });
}

function hasBitsBeyondPrefix(range: Cidr): boolean {
  return range.words.some((word, index) => word % 2 ** bitsBeyondPrefix(range, index) !== 0);
}

/** How many of a word's 16 bits the prefix leaves out. */
function bitsBeyondPrefix({ prefix }: Cidr, index: number): number {
  return Math.min(16, Math.max(0, 16 * (index + 1) - prefix));
}

/** `::ffff:192.0.2.1`: nobody has recorded whether it is the IPv4 address. */
function isMappedV4(words: readonly number[]): boolean {
  return words.length === V6_WORDS && words[5] === 0xffff && words.slice(0, 5).every(word => word === 0);
}

function parseV4(text: string): readonly number[] | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every(octet => OCTET.test(octet) && Number(octet) < 256)) return undefined;
  const [a, b, c, d] = octets.map(Number);
  return [a * 256 + b, c * 256 + d];
}

function parseV6(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => parseWords(half, index === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  if (halves.length === 1) return head.length === V6_WORDS ? head : undefined;
  // `::` stands for at least one word of zeros.
  const missing = V6_WORDS - head.length - tail!.length;
  return missing > 0 ? [...head, ...Array<number>(missing).fill(0), ...tail!] : undefined;
}

/** The words between colons; the last piece may be an IPv4 address (`::192.0.2.1`). */
function parseWords(text: string, last: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const words: number[] = [];
  const pieces = text.split(':');
  for (const [index, piece] of pieces.entries()) {
    const embedded = last && index === pieces.length - 1 && piece.includes('.') ? parseV4(piece) : undefined;
    if (embedded !== undefined) words.push(...embedded);
    else if (HEX_WORD.test(piece)) words.push(parseInt(piece, 16));
    else return undefined;
  }
  return words;
}

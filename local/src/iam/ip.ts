/** An address as 16-bit words: two of them for IPv4, eight for IPv6. */
export type Address = readonly number[];

export interface Cidr {
  readonly words: Address;
  readonly prefix: number;
}

const OCTET = /^(0|[1-9]\d{0,2})$/;
const HEX_WORD = /^[0-9a-fA-F]{1,4}$/;
const PREFIX = /^(0|[1-9]\d{0,2})$/;
const V6_WORDS = 8;

/** An IPv4 or IPv6 address in standard notation; no zones, no octal. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

/** `203.0.113.0/24`; an address alone is a range of one (AWS: "default prefix value of /32"). */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const words = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (words === undefined) return undefined;
  const bits = words.length * 16;
  if (slash < 0) return { words, prefix: bits };
  const prefix = text.slice(slash + 1);
  return PREFIX.test(prefix) && Number(prefix) <= bits ? { words, prefix: Number(prefix) } : undefined;
}

/** Whether the range holds the address. An address of the other family is in no range. */
export function containsAddress(range: Cidr, address: Address): boolean {
  if (range.words.length !== address.length) return false;
  return range.words.every((word, index) => {
    const ignored = 2 ** Math.min(16, Math.max(0, 16 * (index + 1) - range.prefix));
    return Math.floor(word / ignored) === Math.floor(address[index] / ignored);
  });
}

function parseV4(text: string): Address | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every(octet => OCTET.test(octet) && Number(octet) < 256)) return undefined;
  const [a, b, c, d] = octets.map(Number);
  return [a * 256 + b, c * 256 + d];
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => parseWords(half, index === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  if (halves.length === 1) return head.length === V6_WORDS ? head : undefined;
  // `::` stands for at least one word of zeros.
  const missing = V6_WORDS - head.length - tail!.length;
  return missing > 0 ? [...head, ...Array<number>(missing).fill(0), ...tail!] : undefined;
}

/** The words between colons; the last piece may be an IPv4 address (`::ffff:192.0.2.1`). */
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

import { isIPv4, isIPv6 } from 'node:net';
import { AssemblyError } from './assembly-error';
import { shown } from './function-arguments';

const MAX_BLOCKS = 256;

/**
 * `Fn::Cidr`: so many blocks of a block of addresses; `hostBits` are what each leaves for hosts.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 */
export function cidrBlocks(block: string, count: string, hostBits: string): string[] {
  const [, address, prefix] = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(block) ?? [];
  const width = isIPv4(address ?? '') ? 32 : 128;
  const bits = Number(hostBits);
  const many = Number(count);
  const isWhole = [many, bits].every(Number.isInteger) && Number(prefix) <= width - bits && bits > 0;
  if (address === undefined || !(isIPv4(address) || isIPv6(address)) || !isWhole || many < 1 || many > MAX_BLOCKS) {
    throw new AssemblyError(`Fn::Cidr: got ${shown([block, count, hostBits])}, want a block of addresses, 1 to ${MAX_BLOCKS}, and the bits that each leaves for hosts`);
  }
  if (2n ** BigInt(width - bits - Number(prefix)) < BigInt(many)) throw new AssemblyError(`Fn::Cidr: ${block} has no ${count} blocks of ${hostBits} bits`);
  const size = 2n ** BigInt(bits);
  const first = numberOf(address, width) / size * size;
  return Array.from({ length: many }, (_, i) => `${textOf(first + BigInt(i) * size, width)}/${width - bits}`);
}

function numberOf(address: string, width: number): bigint {
  if (width === 32) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const [head, tail] = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const groups = tail === undefined ? head : [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function textOf(number: bigint, width: number): string {
  const [size, radix, mark] = width === 32 ? [8n, 10, '.'] as const : [16n, 16, ':'] as const;
  const count = width / Number(size);
  return Array.from({ length: count }, (_, i) => (number / 2n ** (size * BigInt(count - 1 - i)) % 2n ** size).toString(radix)).join(mark);
}

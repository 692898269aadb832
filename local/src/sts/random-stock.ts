import { randomFillSync } from 'node:crypto';

/** Each call of the system's generator has its price, so it is asked for many sessions at once. */
const stock = Buffer.allocUnsafe(16 * 1024);
let used = stock.length;

/** Random bytes that nobody gets twice. */
export function takeRandom(size: number): Buffer {
  if (size > stock.length) return randomFillSync(Buffer.allocUnsafe(size));
  if (used + size > stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  const taken = Buffer.from(stock.subarray(used, used + size));
  stock.fill(0, used, used + size);
  used += size;
  return taken;
}

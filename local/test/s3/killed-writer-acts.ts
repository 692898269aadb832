import { createHash } from 'node:crypto';

export const WRITERS = 6;
export const KEYS_PER_WRITER = 3;
/** The key that all writers write. */
export const SHARED = 'shared';

const ACTS = ['put', 'put', 'put', 'delete', 'tag', 'complete', 'complete', 'abort'] as const;

const hash = (text: string) => createHash('sha256').update(text).digest();

export function actOf(seed: number, key: string, n: number): typeof ACTS[number] {
  return ACTS[hash(`${seed} ${key} ${n}`)[0] % ACTS.length];
}

/** Of many sizes; every byte follows from key and number. */
export function bodyOf(key: string, n: number): Buffer {
  const seed = hash(`${key} ${n}`);
  const size = [0, 1, 1000, 40_000, 300_000, 1_500_000][seed[0] % 6] + seed[1];
  return Buffer.alloc(size, seed);
}

/** As large as tags can be: the journal is rewritten now and then. */
export function tagsDocument(n: number): string {
  return `<Tagging><TagSet>${Array.from({ length: 10 }, (_, i) => `<Tag><Key>${i}</Key><Value>${String(n).padEnd(256, '.')}</Value></Tag>`).join('')}</TagSet></Tagging>`;
}

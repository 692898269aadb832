import type { Arena } from './arena';

type Act = (arena: Arena) => Promise<unknown>;

/**
 * What it tries, the name of AWS's error that must refuse it, and how it is tried. Marked
 * `published` where the policy that AWS publishes for the game table would have let it through.
 */
export type Attack = readonly [tries: string, refusedWith: string, act: Act, published?: 'published'];

export interface AttackTable {
  /** On whose data. */
  readonly whose: string;
  readonly attacks: readonly Attack[];
}

/** The error by which something was refused, or what it let through: an answer, or what nobody may see in an error. */
export interface Outcome {
  readonly refusedWith?: string;
  readonly letThrough?: string;
}

/** Stands in every attribute that no user may read. */
export const SECRET = 'kept by the server';

const asText = (value: unknown): string => JSON.stringify(value, (_, part) => typeof part === 'bigint' ? String(part) : part) ?? 'nothing';

export async function outcomeOf(act: Act, arena: Arena): Promise<Outcome> {
  try {
    return { letThrough: asText(await act(arena)) };
  } catch (error) {
    const text = asText({ ...(error as object), message: (error as Error).message });
    return text.includes(SECRET) ? { letThrough: text } : { refusedWith: (error as Error).name };
  }
}

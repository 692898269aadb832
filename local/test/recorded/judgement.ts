import { isDeepStrictEqual } from 'node:util';
import type { Area, Fact } from './area';

/** A fact, what the local cloud says to it, and whether that is what AWS said. */
export interface Judgement {
  readonly fact: Fact;
  readonly ours: unknown;
  readonly agrees: boolean;
}

export async function judge(area: Area): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  // One after the other: the answers of an area may come from one cloud.
  for (const fact of area.facts) {
    const ours = await fact.ours();
    judgements.push({ fact, ours, agrees: isDeepStrictEqual(ours, fact.aws) });
  }
  return judgements;
}

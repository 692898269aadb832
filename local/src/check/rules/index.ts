import type { Analysis } from '../analysis';
import type { Finding, Rule } from '../findings';
import { audiencePin } from './audience-pin';
import { callerChosenScoping } from './caller-chosen-scoping';
import { crossUserRead } from './cross-user-read';
import { crossUserWrite } from './cross-user-write';
import { guestReach } from './guest-reach';
import { hiddenAttributeReach } from './hidden-attribute-reach';
import { keyNeverMatches } from './key-never-matches';
import { namespaceCollision } from './namespace-collision';
import { reachOutside } from './reach-outside';
import { strongerRole } from './stronger-role';
import { undecided } from './undecided';
import { unguardedForAllValues } from './unguarded-for-all-values';
import { unknownConstruct } from './unknown-construct';
import { wholeTableReach } from './whole-table-reach';

/** In the order in which they are told. */
export const RULES: readonly Rule[] = [
  crossUserRead, crossUserWrite, wholeTableReach, hiddenAttributeReach, namespaceCollision, callerChosenScoping, audiencePin, guestReach,
  strongerRole, unguardedForAllValues, keyNeverMatches, reachOutside, unknownConstruct, undecided,
];

export const RULE_IDS: readonly string[] = RULES.map(({ id }) => id);

export function findAll(analysis: Analysis): Finding[] {
  return RULES.flatMap(({ id, find }) => find(analysis).map((found) => ({ rule: id, ...found })));
}

import type { BoundAllow, Constraint } from './constraints';
import { areOnePerson, type Owner } from './owners';
import { meet } from '../patterns/meet';
import { distinctPatterns, example, withOwner, type Pattern } from '../patterns/pattern';
import { matchGlob } from '../patterns/policy-text';
import type { UserClass } from '../users/user-class';

/** A text that is another user's, to be asked for. */
export interface Foreign {
  readonly id: string;
  readonly text: string;
  readonly owner: string;
  /** Whether two ids without anything in common show it: then nobody looks at the id. */
  readonly isPlain: boolean;
}

const MAX_TRIED = 8;

/** What a user of a class may try to come by an owner's data: ids without relation, and every way in which the patterns meet. */
export function foreignTexts(users: UserClass, owner: Owner, constraints: readonly Constraint[], isPrefix: boolean): Foreign[] {
  return [...plain(users, owner), ...distinctPatterns(constraints.flat()).flatMap((pattern) => meetings(users, pattern, owner, isPrefix))];
}

function plain(users: UserClass, owner: Owner): Foreign[] {
  for (const id of users.examples()) {
    const other = owner.users.examples().find((one) => one !== id);
    if (other !== undefined) return [{ id, text: example(owner.pattern, other, 'x'), owner: other, isPlain: true }];
  }
  return [];
}

function meetings(users: UserClass, pattern: Pattern, owner: Owner, isPrefix: boolean): Foreign[] {
  const sameIdIsAnother = !areOnePerson(users, owner.users);
  const found = meet({ pattern, ids: users.ids }, { pattern: owner.pattern, ids: owner.users.ids }, { sameIdIsAnother, isPrefix });
  if (found.kind !== 'meets') return [];
  return found.meetings.filter((one) => users.mayEnter(one.asking) && owner.users.mayEnter(one.owner)).slice(0, MAX_TRIED)
    .map((one) => ({ id: one.asking, text: one.text, owner: one.owner, isPlain: false }));
}

/**
 * Whether none of the Allows can reach what is the owner's: each is bound by something that never meets it, whatever the ids. One
 * that nothing binds decides without looking at the id, so that ids without relation have shown what it does.
 */
export function isProved(users: UserClass, owner: Owner, allows: readonly BoundAllow[], isPrefix: boolean): boolean {
  const sameIdIsAnother = !areOnePerson(users, owner.users);
  const never = (pattern: Pattern) => meet({ pattern, ids: users.ids }, { pattern: owner.pattern, ids: owner.users.ids }, { sameIdIsAnother, isPrefix }).kind === 'never';
  return allows.every(({ constraints }) => constraints.length === 0 || constraints.some((constraint) => constraint.every(never)));
}

/** Whether a text is also the asking user's own. */
export function isOwn(id: string, text: string, own: readonly Pattern[]): boolean {
  return own.some((pattern) => matchGlob(withOwner(pattern, id), text));
}

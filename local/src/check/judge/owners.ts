import { namesOwner, shownPattern, type Pattern } from '../patterns/pattern';
import type { UserClass } from '../users/user-class';

/** Whose something is: the texts that name what belongs to a user of a class. */
export interface Owner {
  readonly users: UserClass;
  readonly pattern: Pattern;
}

/** Each once: roles of the same provider own the same. */
export function distinctOwners(owners: readonly Owner[]): Owner[] {
  const found = new Map<string, Owner>();
  for (const owner of owners) {
    if (!namesOwner(owner.pattern)) continue;
    const key = `${owner.users.ids.name}\n${shownPattern(owner.pattern)}`;
    // What guests own is theirs; where users own it, too, it is the users'.
    if (found.get(key) === undefined || owner.users.kind === 'users') found.set(key, found.get(key)?.users.kind === 'users' ? found.get(key)! : owner);
  }
  return [...found.values()];
}

/** Whether one id at both is one person. */
export function areOnePerson(a: UserClass, b: UserClass): boolean {
  return a.provider.principal === b.provider.principal;
}

import { WebIdentityError } from './errors';
import { assertLiteral } from './text';

/** Checks the name of a user pool's group: it becomes part of a construct's id, and of a role's name. */
export function assertGroupName(where: string, name: string, known: readonly string[]): void {
  assertLiteral(where, [name], 'because a role is called after it');
  if (!/^[\w+=,.@-]{1,128}$/.test(name)) {
    throw new WebIdentityError({ code: 'group-name', where, got: name, want: 'letters, digits and _+=,.@- only, at most 128 characters' });
  }
  if (known.includes(name)) {
    throw new WebIdentityError({ code: 'group-twice', where, got: name, want: 'each group once', fix: 'keep what addGroup returned, and grant to it' });
  }
}

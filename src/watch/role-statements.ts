import type { IConstruct } from 'constructs';
import type { Finding } from './findings';
import type { GuardedResources } from './guarded';
import { actionsOf, pairs, type Statement, told } from './statement';
import { reachedService } from '../users/users-principal';

/** Actions by which a role becomes another, or changes what it may do: no deny of ours holds it then. */
const ESCAPES: readonly RegExp[] = [/^iam:(?!get|list)/, /^sts:assumerole$/, /^sts:\*$/, /^\*$/, /^dax:/];

/** What is not ours on a users' role. */
export function foreignStatements(construct: IConstruct, statements: readonly Statement[], granted: ReadonlySet<string>, guarded: GuardedResources): Finding[] {
  return statements.filter((statement) => statement.Effect === 'Allow' && !isGranted(statement, granted)).flatMap((statement) => {
    if (reachesUserData(statement, guarded)) return userData(construct, statement);
    return escapes(statement) ? escape(construct, statement) : [];
  });
}

function userData(construct: IConstruct, statement: Statement): Finding[] {
  return [{
    construct,
    code: 'user-data-statement',
    got: `${told(statement)} on a table or bucket whose users are kept apart, or on what cannot be read before deployment`,
    want: 'the statements of UserTableGrants and UserBucketGrants alone',
    fix: 'grant it to a role of your backend instead: an ordinary grant on a users\' role is meant for every user\'s data',
  }];
}

function escape(construct: IConstruct, statement: Statement): Finding[] {
  return [{
    construct,
    code: 'user-escape-statement',
    got: told(statement),
    want: 'no rights to change IAM, to become another role, or to reach DAX',
    fix: 'let your backend do it: no deny holds who can change or leave the role',
  }];
}

/** Whether a statement, merged or not, says nothing but what this library granted. */
function isGranted(statement: Statement, granted: ReadonlySet<string>): boolean {
  return statement.NotAction === undefined && statement.NotResource === undefined && pairs(statement).every((pair) => granted.has(pair));
}

function reachesUserData(statement: Statement, guarded: GuardedResources): boolean {
  const resources = [statement.Resource ?? []].flat().map(String);
  const reaches = (mayBe: (resource: string) => boolean) => statement.NotResource !== undefined || resources.some(mayBe);
  return actionsOf(statement).some((action) => reachedService(action) !== undefined) && reaches((resource) => guarded.mayBe(resource))
    // The changes of a table hold everybody's items.
    || actionsOf(statement).some((action) => /^kinesis:(get|subscribe|\*)/i.test(action)) && reaches((resource) => guarded.mayBeStream(resource));
}

function escapes(statement: Statement): boolean {
  return actionsOf(statement).some((action) => ESCAPES.some((pattern) => pattern.test(action.toLowerCase())));
}

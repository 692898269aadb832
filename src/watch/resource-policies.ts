import type { CfnResource } from 'aws-cdk-lib';
import { UNREADABLE } from './canonical';
import type { Finding } from './findings';
import { actionsOf, type Statement, told } from './statement';
import { reachedService } from '../users/users-principal';

/** Statements of a resource's own policy that let users, or everybody, in. */
export function openStatements(construct: CfnResource, statements: readonly Statement[], isUsers: (principal: string) => boolean): Finding[] {
  return statements
    .filter((statement) => statement.Effect === 'Allow' && actionsOf(statement).some((action) => reachedService(action) !== undefined) && letsIn(statement, isUsers))
    .map((statement) => ({
      construct,
      code: 'user-data-policy',
      got: `${told(statement)} for ${JSON.stringify(statement.Principal ?? { NotPrincipal: '...' }).replace(/\\u0000/g, ' ')}`,
      want: 'no policy of a table or bucket that lets users\' roles, or everybody, in',
      fix: 'name your backend\'s role as principal',
    }));
}

/** Whom a statement may let in: users' roles, everybody, everybody of an account, or who cannot be read. */
function letsIn({ Principal, NotPrincipal }: Statement, isUsers: (principal: string) => boolean): boolean {
  if (NotPrincipal !== undefined || Principal === '*') return true;
  const principals = typeof Principal === 'object' ? [Principal.AWS ?? [], Principal.Federated ?? []].flat() : [];
  return principals.map(String).some((principal) => isUsers(principal) || principal.includes(UNREADABLE)
    || /^(\*|\d{12}|<AWS.AccountId>|arn:.*:iam::.*:root)$/.test(principal));
}

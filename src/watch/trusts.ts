import type { CfnResource } from 'aws-cdk-lib';
import { canonicalValue, UNREADABLE } from './canonical';
import type { Finding } from './findings';
import { actionsOf, matches, type Statement, told } from './statement';
import { mayShareAccount } from '../resources/same-account';
import type { IWebIdentityUsers, WebIdentityUserRole } from '../web-identity-user-role';
import type { WebIdentityProvider } from '../web-identity-provider';

const ASSUME = 'sts:assumerolewithwebidentity';

/** Statements that somebody added to a users' role's trust: ours is the one that pins the audience. */
export function foreignTrust(construct: CfnResource, statements: readonly Statement[], provider: WebIdentityProvider): Finding[] {
  return statements.filter((statement) => statement.Effect === 'Allow' && !pins(statement, provider)).map((statement) => ({
    construct,
    code: 'trust-statement',
    got: `${told(statement)} without the audience of ${provider.name}`,
    want: 'the trust statement of WebIdentityUsers alone',
    fix: 'use the provider\'s own options: clientIds, audiences, conditions',
  }));
}

/** Other roles that users, once signed in, may assume: their rights are the users' then. */
export function assumable(construct: CfnResource, statements: readonly Statement[], isUsers: (principal: string) => boolean): Finding[] {
  return statements.filter(({ Effect, Principal }) => Effect === 'Allow' && federatedOrAws(Principal, 'AWS').some(isUsers)).map((statement) => ({
    construct,
    code: 'users-assume-role',
    got: `${told(statement)} for users' roles`,
    want: 'a role that no user may assume: it knows no user id, so nothing keeps users apart there',
    fix: 'grant what users need to the users',
  }));
}

/** Other roles that take the same tokens: a user picks the stronger one. */
export function rivalTrust(construct: CfnResource, statements: readonly Statement[], { provider, role }: WebIdentityUserRole, users: IWebIdentityUsers): Finding[] {
  const takers = statements.filter((statement) => statement.Effect === 'Allow' && actionsOf(statement).some((action) => matches(action.toLowerCase(), ASSUME)));
  if (takers.length === 0 || role.node.defaultChild === construct || !mayShareAccount(construct, users)) return [];
  const principal = String(canonicalValue(users, provider._definition.federatedPrincipal(users)));
  return takers
    .filter((statement) => federatedOrAws(statement.Principal, 'Federated').some((federated) => federated === principal || federated.includes(UNREADABLE))
      && mayTake(statement, provider, users))
    .map(() => ({
      construct,
      code: 'role-choice',
      got: `tokens of ${provider.name} that ${users.node.path} takes, too`,
      want: 'one role for a token, or audiences that differ',
      fix: 'a user may assume any role that takes the token: use the role of WebIdentityUsers',
    }));
}

function pins({ Principal, Condition }: Statement, { _definition: { audience } }: WebIdentityProvider): boolean {
  return federatedOrAws(Principal, 'Federated').length > 0
    && Object.entries(audience).every(([key, values]) => {
      const tested = Condition?.StringEquals?.[key];
      return tested !== undefined && [tested].flat().every((value) => String(value).includes('\u0000') || values.includes(String(value)));
    });
}

/** Whether a trust statement may take a token for one of the provider's audiences. */
function mayTake({ Condition }: Statement, { _definition: { audience } }: WebIdentityProvider, users: IWebIdentityUsers): boolean {
  return Object.entries(audience).every(([key, values]) => {
    const [, tested] = Object.entries(Condition?.StringEquals ?? {}).find(([other]) => other.toLowerCase() === key.toLowerCase()) ?? [];
    if (tested === undefined) return true;
    const ours: string[] = [canonicalValue(users, values)].flat().map(String);
    return [tested].flat().map(String).some((value) => value.includes(UNREADABLE) || ours.includes(value) || ours.some((own) => own.includes(UNREADABLE)));
  });
}

function federatedOrAws(principal: Statement['Principal'], type: 'AWS' | 'Federated'): string[] {
  return typeof principal === 'object' ? [principal[type] ?? []].flat().map(String) : [];
}

import { ask, type StatementPlace } from './ask';
import type { Attempt } from './attempt';
import { statementsOn } from './constraints';
import { witnessOf } from './witness';
import type { Environment } from '../../assembly';
import type { ReadPolicy } from '../reading/model';
import type { UserClass } from '../users/user-class';

/** Something allowed that leads to where nothing is judged. */
export interface Outside {
  readonly users: UserClass;
  readonly by: StatementPlace;
  /** One at each resource that policies name for it: at least one. */
  readonly attempts: readonly Attempt[];
  /** Whether it is a way to whole tables for sure. */
  readonly isWholeTable: boolean;
  readonly why: string;
}

/** Ways to become somebody else, to change who may do what, or to have code or a cache of other rights act for oneself. */
const WAYS: readonly (readonly [action: string, why: string])[] = [
  ['dax:GetItem', 'DAX knows no conditions per user: whoever reaches a cluster reads and writes its tables whole'],
  ['sts:AssumeRole', 'the other role\'s rights are not those of the users'],
  ['iam:PutRolePolicy', 'it can change who may do what'],
  ['iam:PassRole', 'a service then acts with another role\'s rights'],
  ['cognito-identity:GetOpenIdTokenForDeveloperIdentity', 'it gives out tokens of any identity of the pool, other users\' among them'],
  ['cognito-idp:AdminSetUserPassword', 'whoever sets the password of a user of the pool signs in as that user'],
  ['cognito-idp:AdminUpdateUserAttributes', 'what a user is to policies and rules may be told by attributes of the pool'],
  ['lambda:InvokeFunction', 'the function acts with rights of its own'],
  ['appsync:GraphQL', 'the API reaches its data with rights of its own'],
  ['execute-api:Invoke', 'the API reaches its data with rights of its own'],
  ['states:StartExecution', 'the state machine acts with rights of its own'],
  ['kinesis:GetRecords', 'a stream may hold a copy of the data'],
  ['backup:StartRestoreJob', 'a backup is a copy of the data'],
];

export function judgeOutside(users: UserClass, environment: Environment): Outside[] {
  const [id] = users.examples();
  if (id === undefined) return [];
  const asking = { users, id };
  return WAYS.flatMap(([action, why]): Outside[] => {
    const tried = [...new Set(users.role.policies.flatMap((policy) => resourcesOf(policy, action)))].map((resource) => {
      const requests = [{ action, resource, context: new Map() }];
      const { answer, by } = ask(asking, requests, environment);
      return { by, attempt: { asking, requests, answer, witness: () => ({ ...witnessOf(asking, requests, {}), text: `${action} on ${resource}` }) } };
    }).filter(({ attempt }) => attempt.answer === 'allowed');
    const by = tried[0]?.by;
    return by === undefined ? [] : [{ users, by, attempts: tried.map(({ attempt }) => attempt), isWholeTable: action.startsWith('dax:'), why }];
  });
}

/** One resource for each entry that names some for the action. */
function resourcesOf(policy: ReadPolicy, action: string): string[] {
  return statementsOn(policy, 'Allow', action).flatMap(({ index, resources }) => {
    const { Resource } = policy.statements[index].source;
    const entries = resources.not ? ['anything'] : [Resource ?? '*'].flat();
    return entries.filter((one): one is string => typeof one === 'string').map((one) => one.replace(/[*]/g, 'x').replace(/[?]/g, 'x'));
  });
}

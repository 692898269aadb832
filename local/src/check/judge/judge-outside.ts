import { ask, type StatementPlace } from './ask';
import type { Attempt } from './attempt';
import { statementsOn } from './constraints';
import type { Places } from './places';
import { witnessOf } from './witness';
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

/** Something that leads to where nothing is judged: any of its actions does. */
interface Way {
  readonly actions: readonly string[];
  readonly why: string;
  /**
   * The entries of Resource that are meant.
   *
   * @default - those that are of no table, bucket or queue
   */
  readonly of?: RegExp;
}

const named = (service: string, ...actions: string[]) => actions.map((action) => `${service}:${action}`);

/**
 * Ways to become somebody else, to change who may do what, to have code or a cache of other rights act for oneself, and to where copies
 * of the data usually are (Service Authorization Reference, of each service).
 */
export const WAYS: readonly Way[] = [
  {
    actions: named('dax', 'GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'ConditionCheckItem'),
    why: 'DAX knows no conditions per user: whoever reaches a cluster reads and writes its tables whole',
  },
  { actions: named('sts', 'AssumeRole'), why: 'the other role\'s rights are not those of the users' },
  {
    actions: named('iam',
      'PutRolePolicy', 'AttachRolePolicy', 'DeleteRolePolicy', 'DetachRolePolicy', 'UpdateAssumeRolePolicy', 'PutRolePermissionsBoundary',
      'DeleteRolePermissionsBoundary', 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile',
      'PutUserPolicy', 'AttachUserPolicy', 'PutGroupPolicy', 'AttachGroupPolicy', 'AddUserToGroup', 'CreateOpenIDConnectProvider', 'AddClientIDToOpenIDConnectProvider'),
    why: 'it can change who may do what',
  },
  { actions: named('iam', 'PassRole'), why: 'a service then acts with another role\'s rights' },
  { actions: named('cognito-identity', 'GetOpenIdTokenForDeveloperIdentity'), why: 'it gives out tokens of any identity of the pool, other users\' among them' },
  {
    actions: named('cognito-identity', 'SetIdentityPoolRoles', 'UpdateIdentityPool', 'SetPrincipalTagAttributeMap', 'MergeDeveloperIdentities'),
    why: 'the pool says who its users are, and which roles they get',
  },
  { actions: named('cognito-idp', 'AdminSetUserPassword'), why: 'whoever sets the password of a user of the pool signs in as that user' },
  { actions: named('cognito-idp', 'AdminLinkProviderForUser', 'AdminInitiateAuth', 'AdminRespondToAuthChallenge'), why: 'it is a way to sign in as another user of the pool' },
  { actions: named('cognito-idp', 'AdminUpdateUserAttributes'), why: 'what a user is to policies and rules may be told by attributes of the pool' },
  { actions: named('cognito-idp', 'AdminAddUserToGroup', 'CreateGroup', 'UpdateGroup'), why: 'groups of the pool have roles of their own' },
  {
    actions: named('cognito-idp', 'UpdateUserPool', 'CreateUserPoolClient', 'UpdateUserPoolClient', 'CreateIdentityProvider', 'UpdateIdentityProvider'),
    why: 'it changes whom the pool signs in',
  },
  { actions: named('lambda', 'InvokeFunction', 'InvokeFunctionUrl'), why: 'the function acts with rights of its own' },
  { actions: named('lambda', 'UpdateFunctionCode', 'UpdateFunctionConfiguration', 'AddPermission'), why: 'what is changed of a function acts with that function\'s rights' },
  { actions: named('appsync', 'GraphQL', 'EventConnect', 'EventSubscribe', 'EventPublish'), why: 'the API reaches its data with rights of its own' },
  { actions: named('execute-api', 'Invoke', 'ManageConnections'), why: 'the API reaches its data with rights of its own' },
  { actions: named('states', 'StartExecution', 'StartSyncExecution', 'UpdateStateMachine'), why: 'the state machine acts with rights of its own' },
  { actions: named('cloudformation', 'CreateStack', 'UpdateStack', 'ExecuteChangeSet'), why: 'a stack may have a role of its own, and make what it likes with it' },
  { actions: named('codebuild', 'StartBuild'), why: 'the build acts with rights of its own' },
  { actions: [...named('ssm', 'SendCommand', 'StartSession'), ...named('ecs', 'ExecuteCommand')], why: 'what runs there acts with rights of its own' },
  { actions: named('secretsmanager', 'GetSecretValue'), why: 'a secret may be the key to other rights' },
  { actions: named('kinesis', 'GetRecords', 'SubscribeToShard'), why: 'a stream may hold a copy of the data' },
  { actions: named('backup', 'StartRestoreJob', 'StartCopyJob'), why: 'a backup is a copy of the data' },
  { actions: named('logs', 'GetLogEvents', 'FilterLogEvents', 'StartQuery', 'StartLiveTail'), why: 'logs may hold a copy of the data' },
  { actions: named('es', 'ESHttpGet', 'ESHttpPost', 'ESHttpPut', 'ESHttpDelete'), why: 'an index may hold a copy of the data' },
  { actions: named('cognito-sync', 'ListRecords', 'UpdateRecords'), why: 'it holds data of each identity of the pool' },
  { actions: named('s3', 'GetDataAccess'), why: 'access grants give out credentials of another role' },
  { actions: named('s3', 'CreateAccessPoint', 'PutAccessPointPolicy'), why: 'an access point has a policy of its own' },
  { actions: named('s3', 'GetObject', 'PutObject', 'DeleteObject', 'ListBucket'), why: 'an access point leads to a bucket that no template tells', of: /^arn:[^:]*:s3:[^:]*:[^:]*:accesspoint/ },
  { actions: named('s3express', 'CreateSession'), why: 'a session reads and writes all of a directory bucket' },
  { actions: named('s3-object-lambda', 'GetObject', 'ListBucket'), why: 'the function before the bucket acts with rights of its own' },
];

export function judgeOutside(users: UserClass, places: Places): Outside[] {
  const [id] = users.examples();
  if (id === undefined) return [];
  const asking = { users, id };
  return WAYS.flatMap(({ actions, why, of }): Outside[] => {
    const asked = actions.flatMap((action) => {
      const entries = new Set(users.role.policies.flatMap((policy) => resourcesOf(policy, action, of)));
      return [...new Set([...entries].flatMap((one) => places.examplesOf(one)))].map((resource) => [{ action, resource, context: new Map() }]);
    });
    const tried = asked.map((requests) => {
      const { answer, by } = ask(asking, requests, places);
      const [{ action, resource }] = requests;
      return { by, attempt: { asking, requests, answer, witness: () => ({ ...witnessOf(asking, requests, {}), text: `${action} on ${resource}` }) } };
    }).filter(({ attempt }) => attempt.answer === 'allowed');
    const by = tried[0]?.by;
    return by === undefined ? [] : [{ users, by, attempts: tried.map(({ attempt }) => attempt), isWholeTable: actions[0].startsWith('dax:'), why }];
  });
}

/** Each entry that names resources for the action. */
function resourcesOf(policy: ReadPolicy, action: string, of?: RegExp): string[] {
  return statementsOn(policy, 'Allow', action).flatMap(({ index, resources }) => {
    const { Resource } = policy.statements[index].source;
    const entries = (resources.not ? ['anything'] : [Resource ?? '*'].flat()).filter((one): one is string => typeof one === 'string');
    return entries.filter((one) => of?.test(one) ?? mayBeOf(one, action));
  });
}

/** Whether an entry may name what an action is about: no table, bucket or queue is a function. A backup has the ARN of what it is of. */
function mayBeOf(entry: string, action: string): boolean {
  const [service] = action.split(':');
  const [, of] = /^arn:[^:]*:(dynamodb|s3|sqs):/.exec(entry) ?? [];
  return of === undefined || of === service || service === 'backup';
}

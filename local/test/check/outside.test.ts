import { allow, checked, role, table, TABLE, told } from './template';
import { sarifReport } from '../../src/check';
import { WAYS } from '../../src/check/judge/judge-outside';
import { violationOf } from '../../src/validation/violation';

/** What leads to where nothing is judged is never a pass, however the policy names it. */

const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const app = (...more: object[]) => checked({ Table: table(), Users: role([allow('dynamodb:GetItem', TABLE, OWN), ...more as never[]]) });
const own = 'arn:aws:{}:us-east-1:123456789012';

/** One of what each action is about, as the Service Authorization Reference has it. */
const RESOURCES: Readonly<Record<string, string>> = {
  'appsync': `${own}:apis/game/types/Query/fields/score`,
  'backup': `${TABLE}/backup/01234567890123-a1b2c3d4`,
  'cloudformation': `${own}:stack/Game/1`,
  'codebuild': `${own}:project/game`,
  'cognito-identity': `${own}:identitypool/us-east-1:1`,
  'cognito-idp': `${own}:userpool/us-east-1_1`,
  'cognito-sync': `${own}:identitypool/us-east-1:1/identity/us-east-1:2/dataset/scores`,
  'dax': `${own}:cache/game`,
  'ecs': `${own}:task/game/1`,
  'es': `${own}:domain/game/index`,
  'execute-api': `${own}:api/prod/GET/scores`,
  'iam': 'arn:aws:iam::123456789012:role/Admin',
  'kinesis': `${own}:stream/game`,
  'lambda': `${own}:function:game`,
  'logs': `${own}:log-group:game:*`,
  's3': `${own}:access-grants/default`,
  's3express': `${own}:bucket/game--use1-az4--x-s3`,
  's3-object-lambda': `${own}:accesspoint/game`,
  'secretsmanager': `${own}:secret:game-AbCdEf`,
  'ssm': `${own}:document/game`,
  'states': `${own}:stateMachine:game`,
  'sts': 'arn:aws:iam::123456789012:role/Admin',
};
/** Those that are meant by their resource have cases of their own. */
const ACTIONS = WAYS.flatMap(({ actions, why, of }) => (of === undefined ? actions : []).map((action) => [action, why] as const));
/** By name: what is taken out of the list of the check is missed here. */
const KNOWN = [
  ...['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'ConditionCheckItem'].map((one) => `dax:${one}`),
  'sts:AssumeRole',
  ...['PutRolePolicy', 'AttachRolePolicy', 'DeleteRolePolicy', 'DetachRolePolicy', 'UpdateAssumeRolePolicy', 'PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary', 'CreatePolicyVersion',
    'SetDefaultPolicyVersion', 'CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile', 'PutUserPolicy', 'AttachUserPolicy', 'PutGroupPolicy', 'AttachGroupPolicy', 'AddUserToGroup',
    'CreateOpenIDConnectProvider', 'AddClientIDToOpenIDConnectProvider', 'PassRole'].map((one) => `iam:${one}`),
  ...['GetOpenIdTokenForDeveloperIdentity', 'SetIdentityPoolRoles', 'UpdateIdentityPool', 'SetPrincipalTagAttributeMap', 'MergeDeveloperIdentities'].map((one) => `cognito-identity:${one}`),
  ...['AdminSetUserPassword', 'AdminLinkProviderForUser', 'AdminInitiateAuth', 'AdminRespondToAuthChallenge', 'AdminUpdateUserAttributes', 'AdminAddUserToGroup', 'CreateGroup', 'UpdateGroup',
    'UpdateUserPool', 'CreateUserPoolClient', 'UpdateUserPoolClient', 'CreateIdentityProvider', 'UpdateIdentityProvider'].map((one) => `cognito-idp:${one}`),
  ...['InvokeFunction', 'InvokeFunctionUrl', 'UpdateFunctionCode', 'UpdateFunctionConfiguration', 'AddPermission'].map((one) => `lambda:${one}`),
  ...['GraphQL', 'EventConnect', 'EventSubscribe', 'EventPublish'].map((one) => `appsync:${one}`),
  'execute-api:Invoke', 'execute-api:ManageConnections', 'states:StartExecution', 'states:StartSyncExecution', 'states:UpdateStateMachine',
  'cloudformation:CreateStack', 'cloudformation:UpdateStack', 'cloudformation:ExecuteChangeSet', 'codebuild:StartBuild', 'ssm:SendCommand', 'ssm:StartSession', 'ecs:ExecuteCommand',
  'secretsmanager:GetSecretValue', 'kinesis:GetRecords', 'kinesis:SubscribeToShard', 'backup:StartRestoreJob', 'backup:StartCopyJob',
  'logs:GetLogEvents', 'logs:FilterLogEvents', 'logs:StartQuery', 'logs:StartLiveTail', 'es:ESHttpGet', 'es:ESHttpPost', 'es:ESHttpPut', 'es:ESHttpDelete',
  'cognito-sync:ListRecords', 'cognito-sync:UpdateRecords', 's3:GetDataAccess', 's3:CreateAccessPoint', 's3:PutAccessPointPolicy', 's3-object-lambda:GetObject', 's3-object-lambda:ListBucket',
  's3express:CreateSession',
];

test('every action of the list has its case', () => {
  expect(ACTIONS.map(([action]) => action).sort()).toEqual([...KNOWN].sort());
});

test.each(KNOWN)('%s: named with what it is about, and with anything', (action) => {
  const [service] = action.split(':');
  const expected = service === 'dax' ? 'hole whole-table-reach: Users' : 'unevaluated reach-outside: Users';
  for (const resource of [RESOURCES[service].replace('{}', service), '*']) {
    const report = app(allow(action, resource));
    expect(told(report)).toEqual([expected]);
    expect(report.findings[0].message).toContain(ACTIONS.find(([one]) => one === action)![1]);
    expect(report.findings[0].witness).toMatchObject({ action });
    expect(report.status).toBe(service === 'dax' ? 'hole' : 'unevaluated');
  }
});

test('a wildcard in the action is each of them; a Deny takes it away; what it is not about is not meant', () => {
  expect(told(app(allow('cognito-idp:Admin*', '*')))).toHaveLength(4);
  expect(told(app(allow('cognito-idp:Admin*', '*'), { Effect: 'Deny', Action: 'cognito-idp:*', Resource: '*' }))).toEqual([]);
  expect(told(app({ Effect: 'Allow', NotAction: 'dynamodb:*', Resource: TABLE }))).toEqual(['unevaluated reach-outside: Users']);
  expect(told(app({ Effect: 'Allow', NotAction: ['dynamodb:*', 'backup:*'], Resource: TABLE }))).toEqual([]);
});

test.each(['GetObject', 'PutObject', 'DeleteObject', 'ListBucket'])('an access point leads to a bucket: s3:%s', (action) => {
  for (const point of ['us-east-1:123456789012:accesspoint/game', ':123456789012:accesspoint/game.mrap', '*:*:accesspoint/*']) {
    expect(told(app(allow(`s3:${action}`, [`arn:aws:s3:${point}`, `arn:aws:s3:${point}/object/*`])))).toEqual(['unevaluated reach-outside: Users']);
  }
});

test('each way has a name of its own, so that one that is accepted hides no other', () => {
  const { findings } = app(allow(['lambda:InvokeFunction', 'iam:PutRolePolicy', 'dax:GetItem'], '*'));
  expect(findings.map((one) => violationOf(one, () => 'file', false).ruleName).sort())
    .toEqual(['reach-outside:Users:iam:PutRolePolicy', 'reach-outside:Users:lambda:InvokeFunction', 'whole-table-reach:Users:dax:GetItem']);
  const { runs: [{ results }] } = sarifReport({ findings }, () => 'file') as { runs: { results: { partialFingerprints: object }[] }[] };
  expect(new Set(results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(3);
});

/** What copies or opens a table, a bucket or a queue as a whole is judged where that is. */
test.each<[string, string, string]>([
  ...['ExportTableToPointInTime', 'CreateBackup', 'EnableKinesisStreamingDestination', 'RestoreTableToPointInTime', 'DeleteTable', 'UpdateTable', 'PutResourcePolicy', 'DeleteResourcePolicy', 'UpdateTimeToLive']
    .map((action): [string, string, string] => [`dynamodb:${action}`, TABLE, 'Table']),
  ['dynamodb:RestoreTableFromBackup', `${TABLE}/backup/*`, 'Table'],
  ...['GetRecords', 'GetShardIterator'].map((action): [string, string, string] => [`dynamodb:${action}`, `${TABLE}/stream/*`, 'Table']),
  ...['PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'DeleteBucket', 'PutReplicationConfiguration', 'PutLifecycleConfiguration', 'PutInventoryConfiguration', 'ListBucketVersions', 'ListBucketMultipartUploads']
    .map((action): [string, string, string] => [`s3:${action}`, 'arn:aws:s3:::my-bucket', 'Bucket']),
  ...['ReceiveMessage', 'DeleteMessage', 'PurgeQueue', 'SetQueueAttributes', 'AddPermission', 'DeleteQueue']
    .map((action): [string, string, string] => [`sqs:${action}`, 'arn:aws:sqs:us-east-1:123456789012:Moves', 'Queue']),
])('%s: all of it at once', (action, resource, of) => {
  const resources = {
    Table: table(),
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'my-bucket' } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'Moves' } },
    Users: role([allow('dynamodb:GetItem', TABLE, OWN), allow(action, resource)]),
  };
  expect(told(checked(resources))).toEqual([`hole whole-table-reach: Users ${of}`]);
});

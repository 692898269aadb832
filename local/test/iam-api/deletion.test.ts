import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteTableCommand, ListTablesCommand, PutItemCommand, ScanCommand, waitUntilTableNotExists } from '@aws-sdk/client-dynamodb';
import {
  DeleteOpenIDConnectProviderCommand, DeletePolicyCommand, DeleteRoleCommand, GetPolicyCommand, GetRoleCommand, type IAMClient,
  ListOpenIDConnectProvidersCommand, ListPoliciesCommand, ListRolesCommand,
} from '@aws-sdk/client-iam';
import { ACCOUNT, allow, ANYBODY, iamOf } from './support';
import { codeOf, Deployer, gameTemplate } from '../cloudformation/support';

const RETAIN = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const POLICY = `${ACCOUNT}:policy/kept`;
const PROVIDER = `${ACCOUNT}:oidc-provider/login.example.com`;
const TABLE = { TableName: 'Kept' };

const role = (more: object = {}, attributes: object = RETAIN) => (
  { Type: 'AWS::IAM::Role', Properties: { RoleName: 'kept', AssumeRolePolicyDocument: ANYBODY, ...more }, ...attributes });
const policy = (more: object = {}, attributes: object = RETAIN) => (
  { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'kept', PolicyDocument: allow('s3:*'), ...more }, ...attributes });
const inline = (Roles: readonly string[], attributes: object = RETAIN) => (
  { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'put', PolicyDocument: allow('s3:*'), Roles }, ...attributes });
const provider = { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://login.example.com', ClientIdList: ['game'] }, ...RETAIN };
const table = (more: object = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: { ...TABLE, AttributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }], ...more },
  ...RETAIN,
});

let deployer: Deployer;
let iam: IAMClient;
const started = async (data?: string) => {
  deployer = await Deployer.start({ data });
  iam = iamOf(deployer);
};
const restarted = async (data: string) => {
  await deployer.stop();
  await started(data);
};
const newFolder = () => mkdtempSync(join(tmpdir(), 'iam-api-'));
beforeEach(() => started());
afterEach(() => deployer.stop());

/** Deploys the resources and lets go of them. */
async function kept(Resources: object): Promise<void> {
  await deployer.deploy('Past', { Resources });
  await deployer.destroy('Past');
  expect(await deployer.status('Past')).toBeUndefined();
}

const dynamodb = () => deployer.administrator;
const deleteRole = () => iam.send(new DeleteRoleCommand({ RoleName: 'kept' }));
const deletePolicy = () => iam.send(new DeletePolicyCommand({ PolicyArn: POLICY }));
const deleteProvider = () => iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: PROVIDER }));
const deleteTable = () => dynamodb().send(new DeleteTableCommand(TABLE));

/** What is there of what is tried here. */
async function there(): Promise<string[]> {
  const [{ Roles }, { Policies }, { OpenIDConnectProviderList }, { TableNames }] = await Promise.all([
    iam.send(new ListRolesCommand({})), iam.send(new ListPoliciesCommand({ Scope: 'Local' })), iam.send(new ListOpenIDConnectProvidersCommand({})),
    dynamodb().send(new ListTablesCommand({})),
  ]);
  return [...[...Roles!, ...Policies!, ...OpenIDConnectProviderList!].map(({ Arn }) => Arn!), ...TableNames!].filter((name) => !name.includes('role/cdk-'));
}

const ALL: readonly [what: string, arn: string, resource: object, remove: () => Promise<unknown>, conflict: string, missing: string][] = [
  ['a role', `${ACCOUNT}:role/kept`, role(), deleteRole, 'DeleteConflictException', 'NoSuchEntityException'],
  ['a managed policy', POLICY, policy(), deletePolicy, 'DeleteConflictException', 'NoSuchEntityException'],
  // Deleting one that is gone is no error on AWS.
  ['an OIDC provider', PROVIDER, provider, deleteProvider, 'DeleteConflictException', 'allowed'],
  ['a table', 'Kept', table(), deleteTable, 'ResourceInUseException', 'ResourceNotFoundException'],
];

describe.each(ALL)('%s', (_, arn, resource, remove, conflict, missing) => {
  test('that a stack let go of is deleted, and its name is free', async () => {
    await kept({ It: resource });
    expect(await there()).toEqual([arn]);
    expect(await codeOf(remove())).toBe('allowed');
    expect(await there()).toEqual([]);
    expect(await codeOf(remove())).toBe(missing);
    const { stack } = await deployer.deploy('Next', { Resources: { It: resource } });
    expect([stack.StackStatus, await there()]).toEqual(['CREATE_COMPLETE', [arn]]);
  });

  test('of a stack is not, and the error says whose it is and what to do', async () => {
    await deployer.deploy('Game', { Resources: { It: resource } });
    const message = expect.stringMatching(/ belongs to the stack Game: deploy Game without it, or destroy Game$/);
    await expect(remove()).rejects.toMatchObject({ name: conflict, message, $metadata: { httpStatusCode: conflict.startsWith('Delete') ? 409 : 400 } });
    expect(await there()).toEqual([arn]);
  });

  test('that was never there is as missing as on AWS', async () => {
    expect(await codeOf(remove())).toBe(missing);
  });

  test('stays deleted when the process ends', async () => {
    const data = newFolder();
    await restarted(data);
    await kept({ It: resource, Other: { ...role({ RoleName: 'other' }) } });
    await remove();
    await restarted(data);
    expect(await there()).toEqual([`${ACCOUNT}:role/other`]);
  });
});

describe('a role goes with its policies', () => {
  test('inline ones and those that were put on it', async () => {
    await kept({ It: role({ Policies: [{ PolicyName: 'own', PolicyDocument: allow('s3:*') }], ManagedPolicyArns: [{ Ref: 'Shared' }] }), Put: inline(['kept']), Shared: policy({ Roles: ['kept'] }) });
    // The policy is the role's: on AWS, too, it cannot go first.
    await expect(deletePolicy()).rejects.toMatchObject({ name: 'DeleteConflictException', message: expect.stringContaining(`${POLICY} is still in use: `) });
    await deleteRole();
    expect(await there()).toEqual([POLICY]);
    expect((await iam.send(new GetPolicyCommand({ PolicyArn: POLICY }))).Policy).toMatchObject({ AttachmentCount: 0 });
    await deletePolicy();
    expect(await there()).toEqual([]);
    // Nothing is left in the way of the same names.
    expect((await deployer.deploy('Next', { Resources: { It: role(), Put: inline(['kept']) } })).stack.StackStatus).toBe('CREATE_COMPLETE');
  });

  test('but not from under other roles', async () => {
    await kept({ It: role(), Two: role({ RoleName: 'two' }), Put: inline(['kept', 'two']), Shared: policy({ Roles: ['kept', 'two'] }) });
    await deleteRole();
    expect(await there()).toEqual([`${ACCOUNT}:role/two`, POLICY]);
    expect((await iam.send(new GetPolicyCommand({ PolicyArn: POLICY }))).Policy).toMatchObject({ AttachmentCount: 1 });
  });

  test('unless a stack has put one on it', async () => {
    await kept({ It: role() });
    await deployer.deploy('Game', { Resources: { Put: inline(['kept'], {}) } });
    await expect(deleteRole()).rejects.toMatchObject({ name: 'DeleteConflictException', message: expect.stringContaining('kept is still in use: stack Game: Put.Roles') });
    expect(await there()).toEqual([`${ACCOUNT}:role/kept`]);
    await deployer.destroy('Game');
    expect(await codeOf(deleteRole())).toBe('allowed');
  });

  test("its sessions end, and a new role of the name is another one's", async () => {
    const { outputs } = await deployer.deploy('Game', gameTemplate({ policies: RETAIN, role: RETAIN }));
    const alice = await deployer.player('alice', outputs.Role);
    await deployer.destroy('Game');
    expect(await codeOf(alice.send(new PutItemCommand({ TableName: outputs.Table, Item: { UserId: { S: 'alice' } } })))).toBe('allowed');
    await iam.send(new DeleteRoleCommand({ RoleName: outputs.Role.split('/')[1] }));
    expect(await codeOf(alice.send(new PutItemCommand({ TableName: outputs.Table, Item: { UserId: { S: 'alice' } } })))).toBe('UnrecognizedClientException');
  });
});

describe('a table', () => {
  test('tells that it is being deleted, and is gone with its items', async () => {
    await kept({ It: table() });
    await dynamodb().send(new PutItemCommand({ ...TABLE, Item: { Id: { S: 'a' } } }));
    const { TableDescription } = await deleteTable();
    expect(TableDescription).toMatchObject({ ...TABLE, TableStatus: 'DELETING', TableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/Kept' });
    expect((await waitUntilTableNotExists({ client: dynamodb(), maxWaitTime: 30 }, TABLE)).state).toBe('SUCCESS');
    await deployer.deploy('Next', { Resources: { It: table() } });
    expect((await dynamodb().send(new ScanCommand(TABLE))).Items).toEqual([]);
  });

  test('may be named by its ARN', async () => {
    await kept({ It: table() });
    await dynamodb().send(new DeleteTableCommand({ TableName: 'arn:aws:dynamodb:us-east-1:123456789012:table/Kept' }));
    expect(await there()).toEqual([]);
  });

  test('of the global kind, too', async () => {
    const { Properties, ...attributes } = table();
    await kept({ It: { ...attributes, Type: 'AWS::DynamoDB::GlobalTable', Properties: { ...Properties, Replicas: [{ Region: 'us-east-1' }] } } });
    await deleteTable();
    expect(await there()).toEqual([]);
  });

  test('that is protected is not deleted', async () => {
    await kept({ It: table({ DeletionProtectionEnabled: true }) });
    await expect(deleteTable()).rejects.toMatchObject({
      name: 'ValidationException', message: 'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    });
    expect(await there()).toEqual(['Kept']);
  });

  test('is not deleted by its users, whether a stack has it or not', async () => {
    const { outputs } = await deployer.deploy('Game', gameTemplate({ policies: RETAIN, role: RETAIN }));
    const alice = await deployer.player('alice', outputs.Role);
    const attempt = () => codeOf(alice.send(new DeleteTableCommand({ TableName: outputs.Table })));
    expect(await attempt()).toBe('AccessDeniedException');
    await deployer.destroy('Game');
    expect(await attempt()).toBe('AccessDeniedException');
    expect(await there()).toContain(outputs.Table);
  });
});

test('one after another: none brings back what another deletes', async () => {
  await restarted(newFolder());
  await kept({ It: role(), Shared: policy(), Issuer: provider, Table: table() });
  await Promise.all([deleteRole(), deletePolicy(), deleteTable(), deleteProvider()]);
  expect(await there()).toEqual([]);
});

test('of two that delete the same, one finds it gone', async () => {
  await kept({ It: role(), Table: table() });
  expect((await Promise.all([codeOf(deleteRole()), codeOf(deleteRole())])).sort()).toEqual(['NoSuchEntityException', 'allowed']);
  expect((await Promise.all([codeOf(deleteTable()), codeOf(deleteTable())])).sort()).toEqual(['ResourceNotFoundException', 'allowed']);
});

test('until then it is there as it was', async () => {
  const { stack } = await deployer.deploy('Past', { Resources: { It: role() } });
  const before = (await iam.send(new GetRoleCommand({ RoleName: 'kept' }))).Role!;
  await deployer.destroy('Past');
  expect((await iam.send(new GetRoleCommand({ RoleName: 'kept' }))).Role).toEqual(before);
  expect(Math.abs(before.CreateDate!.getTime() - stack.CreationTime!.getTime())).toBeLessThan(1000);
});

test("a policy of AWS's is not the account's to delete", async () => {
  expect(await codeOf(iam.send(new DeletePolicyCommand({ PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' })))).toBe('AccessDenied');
});

import {
  GetOpenIDConnectProviderCommand, GetPolicyCommand, GetPolicyVersionCommand, GetRoleCommand, GetRolePolicyCommand, type IAMClient,
  ListAttachedRolePoliciesCommand, ListOpenIDConnectProvidersCommand, ListPoliciesCommand, ListRolePoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { allow, ANYBODY, iamOf, ISSUER, LIMIT, MORE, SHARED, template } from './support';
import { Deployer } from '../cloudformation/support';

let deployer: Deployer;
let iam: IAMClient;
/** Name of the players' role, which CloudFormation made up. */
let players: string;
/** IAM tells whole seconds. */
let created: Date;

beforeAll(async () => {
  // IAM has no Region; its clients sign for us-east-1, or for their own where they have an endpoint of their own.
  deployer = await Deployer.start({ region: 'eu-central-1' });
  iam = iamOf(deployer);
  const { outputs, stack } = await deployer.deploy('Game', template());
  players = outputs.Role.split('/')[1];
  created = new Date(Math.floor(stack.CreationTime!.getTime() / 1000) * 1000);
});
afterAll(() => deployer.stop());

const decoded = (document?: string) => JSON.parse(decodeURIComponent(document!));
const attached = async (RoleName: string, PathPrefix?: string) =>
  (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName, PathPrefix }))).AttachedPolicies;

test('GetRole', async () => {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'auditor' }));
  const { AssumeRolePolicyDocument, ...others } = Role!;
  expect(others).toEqual({
    Path: '/staff/',
    RoleName: 'auditor',
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
    Arn: 'arn:aws:iam::123456789012:role/staff/auditor',
    CreateDate: created,
    Description: 'Reads <everything> & more',
    MaxSessionDuration: 7200,
    PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: LIMIT },
    Tags: [{ Key: 'team', Value: 'security' }, { Key: 'empty', Value: '' }],
  });
  expect(decoded(AssumeRolePolicyDocument)).toEqual(ANYBODY);
  expect((await iam.send(new GetRoleCommand({ RoleName: players }))).Role).not.toHaveProperty('Tags');
});

test('ListRoles, also by path', async () => {
  const { Roles, IsTruncated } = await iam.send(new ListRolesCommand({}));
  expect(IsTruncated).toBe(false);
  const names = Roles!.map(({ RoleName }) => RoleName);
  expect(names).toEqual(expect.arrayContaining(['auditor', players, 'cdk-hnb659fds-deploy-role-123456789012-eu-central-1']));
  expect(names).toEqual([...names].sort());
  // IAM tells less in lists.
  const { Roles: staff } = await iam.send(new ListRolesCommand({ PathPrefix: '/staff/' }));
  expect(staff).toEqual([{ ...Roles!.find(({ RoleName }) => RoleName === 'auditor') }]);
  expect(Object.keys(staff![0]).sort()).toEqual(['Arn', 'AssumeRolePolicyDocument', 'CreateDate', 'Description', 'MaxSessionDuration', 'Path', 'RoleId', 'RoleName']);
  expect((await iam.send(new ListRolesCommand({ PathPrefix: '/sta' }))).Roles).toEqual(staff);
  expect((await iam.send(new ListRolesCommand({ PathPrefix: '/other/' }))).Roles).toEqual([]);
});

test('ListRolePolicies and GetRolePolicy: those of the role, and those that were put on it', async () => {
  expect(await iam.send(new ListRolePoliciesCommand({ RoleName: players }))).toMatchObject({ PolicyNames: ['more', 'own'], IsTruncated: false });
  const { PolicyDocument, ...names } = await iam.send(new GetRolePolicyCommand({ RoleName: players, PolicyName: 'more' }));
  expect(names).toMatchObject({ RoleName: players, PolicyName: 'more' });
  expect(decoded(PolicyDocument)).toEqual(MORE);
  // RFC 3986: nothing but unreserved characters is left as it is.
  expect(PolicyDocument).toMatch(/^([\w.~-]|%[0-9A-F]{2})+$/);
  expect(PolicyDocument).toContain('%2A%21%27%28%29%C3%A9');
});

test('ListAttachedRolePolicies, also by path', async () => {
  expect(await attached(players)).toEqual([{ PolicyName: 'shared', PolicyArn: SHARED }]);
  expect(await attached('auditor')).toEqual([{ PolicyName: 'AWSCloudFormationReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess' }]);
  expect(await attached(players, '/game/')).toHaveLength(1);
  expect(await attached(players, '/staff/')).toEqual([]);
});

test('GetPolicy, of a stack and of AWS', async () => {
  expect((await iam.send(new GetPolicyCommand({ PolicyArn: SHARED }))).Policy).toEqual({
    PolicyName: 'shared',
    PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
    Arn: SHARED,
    Path: '/game/',
    DefaultVersionId: 'v1',
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    Description: 'of all players',
    CreateDate: created,
    UpdateDate: created,
    Tags: [],
  });
  expect((await iam.send(new GetPolicyCommand({ PolicyArn: LIMIT }))).Policy).toMatchObject({ Path: '/', AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 });
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
  expect(Policy).toMatchObject({ PolicyId: 'ANPAIWMBCKSKIEE64ZLYK', CreateDate: new Date('2015-02-06T18:39:46Z'), AttachmentCount: 1 });
});

test('GetPolicyVersion', async () => {
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: SHARED, VersionId: 'v1' }));
  expect(PolicyVersion).toMatchObject({ VersionId: 'v1', IsDefaultVersion: true, CreateDate: created });
  expect(decoded(PolicyVersion!.Document)).toEqual(allow('dynamodb:Scan'));
});

test('ListPolicies by scope, by path, and those that are attached', async () => {
  const list = async (input: object) => (await iam.send(new ListPoliciesCommand(input))).Policies!.map(({ PolicyName }) => PolicyName);
  const ofAws = ['AWSCloudFormationReadOnlyAccess', 'AdministratorAccess', 'ReadOnlyAccess'];
  expect(await list({ Scope: 'Local' })).toEqual(['shared', 'limit']);
  const unattached = 'AWSLambdaBasicExecutionRole';
  expect(await list({ Scope: 'AWS' })).toEqual([...ofAws, unattached]);
  expect(await list({})).toEqual(['shared', 'limit', ...ofAws, unattached]);
  expect(await list({ Scope: 'All', OnlyAttached: true })).toEqual(['shared', ...ofAws]);
  expect(await list({ PathPrefix: '/game/' })).toEqual(['shared']);
});

test('ListOpenIDConnectProviders and GetOpenIDConnectProvider', async () => {
  expect((await iam.send(new ListOpenIDConnectProvidersCommand({}))).OpenIDConnectProviderList).toEqual([{ Arn: ISSUER }]);
  expect(await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: ISSUER }))).toMatchObject({
    Url: 'login.example.com/games', ClientIDList: ['game', 'beta'], ThumbprintList: ['a'.repeat(40)], CreateDate: created, Tags: [{ Key: 'env', Value: 'test' }],
  });
});

test('a deployment shows at once', async () => {
  await deployer.deploy('Game', template({ shared: allow('dynamodb:DescribeTable') }));
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: SHARED, VersionId: 'v1' }));
  expect(decoded(PolicyVersion!.Document)).toEqual(allow('dynamodb:DescribeTable'));
  expect((await iam.send(new GetRoleCommand({ RoleName: 'auditor' }))).Role!.CreateDate).toEqual(created);
});

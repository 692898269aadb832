import {
  CreateUserCommand, GetOpenIDConnectProviderCommand, GetPolicyCommand, GetPolicyVersionCommand, GetRoleCommand, GetRolePolicyCommand, type IAMClient,
  ListAttachedRolePoliciesCommand, ListPoliciesCommand, ListRolePoliciesCommand, ListRolesCommand,
} from '@aws-sdk/client-iam';
import { ACCOUNT, everyCommand, iamAs, iamOf, ISSUER, playersIam, SHARED, template } from './support';
import { OPERATIONS } from '../../src/iam-api';
import { codeOf, Deployer } from '../cloudformation/support';
import { element, send, signed } from '../gateway/support';

const AUDITOR = `${ACCOUNT}:role/staff/auditor`;
const TARGET = { RoleName: 'auditor', PolicyName: 'audit', PolicyArn: SHARED, OpenIDConnectProviderArn: ISSUER };
const EVERY = Object.entries(everyCommand(TARGET));

let deployer: Deployer;
let iam: IAMClient;
let players: string;
beforeAll(async () => {
  deployer = await Deployer.start();
  iam = iamOf(deployer);
  players = (await deployer.deploy('Game', template())).outputs.Role;
});
afterAll(() => deployer.stop());

test('what follows tries every operation', () => {
  expect(EVERY.map(([action]) => action)).toEqual(Object.keys(OPERATIONS));
});

describe('who may', () => {
  const CREATED: { readonly [action: string]: string } = { CreateOpenIDConnectProvider: ISSUER, CreatePolicy: SHARED };
  const RESOURCES: { readonly [parameter: string]: string } = { RoleName: AUDITOR, PolicyArn: SHARED, OpenIDConnectProviderArn: ISSUER };

  test.each(EVERY)("a player's session may not %s", async (action, command) => {
    const alice = await playersIam(deployer, players);
    const named = Object.entries(RESOURCES).find(([parameter]) => parameter in OPERATIONS[action].shape)?.[1];
    const resource = CREATED[action] ?? named ?? '*';
    await expect(alice.send(command)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(new RegExp(`is not authorized to perform: iam:${action} on resource: ${resource.replace('*', '\\*')} because no identity-based policy allows`)),
      $metadata: { httpStatusCode: 403 },
    });
    expect(deployer.cloud.decisions().at(-1)).toMatchObject({ action: `iam:${action}`, resource, effect: 'ImplicitlyDenied' });
  });

  test('whoever may read may read all, and change nothing', async () => {
    const auditor = await iamAs(deployer, AUDITOR);
    for (const [action, command] of EVERY) {
      expect([action, await codeOf(auditor.send(command))]).toEqual([action, /^(?:Get|List)/.test(action) ? 'allowed' : 'AccessDenied']);
    }
    expect(await codeOf(iam.send(new GetRoleCommand({ RoleName: 'auditor' })))).toBe('allowed');
  });

  let own: Deployer | undefined;
  afterEach(() => own?.stop());
  const restricted = (statement: object) => template({ auditor: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] } });

  test("a policy that names one role's ARN, its path included, is about that one", async () => {
    own = await Deployer.start();
    const { outputs } = await own.deploy('Game', restricted({ Action: 'iam:*', Resource: AUDITOR }));
    const auditor = await iamAs(own, AUDITOR);
    const outcomes = await Promise.all([
      new GetRoleCommand({ RoleName: 'auditor' }), new GetRolePolicyCommand(TARGET), new GetRoleCommand({ RoleName: outputs.Role.split('/')[1] }),
      // Also where there is none: authorized before it is looked for.
      new GetRoleCommand({ RoleName: 'nobody' }), new ListRolesCommand({ PathPrefix: '/staff/' }), new GetPolicyCommand(TARGET),
    ].map((command) => codeOf(auditor.send(command as GetRoleCommand))));
    expect(outcomes).toEqual(['allowed', 'allowed', 'AccessDenied', 'AccessDenied', 'AccessDenied', 'AccessDenied']);
  });

  test.each([
    ['eu-central-1', 'aws', 'us-east-1'],
    ['cn-northwest-1', 'aws-cn', 'cn-north-1'],
    ['us-gov-east-1', 'aws-us-gov', 'us-gov-west-1'],
  ])('in an account of %s, the Region that is asked is that of IAM', async (region, partition, requested) => {
    own = await Deployer.start({ region });
    const Condition = { StringEquals: { 'aws:RequestedRegion': requested } };
    const auditorArn = AUDITOR.replace('aws', partition);
    const changed = JSON.stringify(restricted({ Action: 'iam:GetRole', Resource: auditorArn, Condition })).replaceAll('arn:aws:', `arn:${partition}:`);
    await own.deploy('Game', changed);
    const auditor = await iamAs(own, auditorArn);
    expect((await auditor.send(new GetRoleCommand({ RoleName: 'auditor' }))).Role!.Arn).toBe(auditorArn);
  });

  test('a request must be signed, for IAM', async () => {
    const body = 'Action=ListRoles&Version=2010-05-08';
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const { cloud } = deployer;
    const { headers } = await signed(cloud, cloud.administrator, 'iam', body, type);
    expect((await send(cloud.endpoint, { headers, body })).status).toBe(200);
    const changed = await send(cloud.endpoint, { headers, body: `${body}&PathPrefix=/` });
    expect([changed.status, element(changed.body, 'Code')]).toEqual([403, 'SignatureDoesNotMatch']);
    const sts = await signed(cloud, cloud.administrator, 'sts', body, type);
    expect(element((await send(cloud.endpoint, sts)).body, 'Code')).toBe('InvalidAction');
    expect(element((await send(cloud.endpoint, { headers: Object.entries(type).flat(), body })).body, 'Code')).toBe('InvalidAction');
    const elsewhere = await send(cloud.endpoint, { headers, body, path: '/other' });
    expect([elsewhere.status, element(elsewhere.body, 'Code')]).toEqual([404, 'UnknownOperationException']);
  });
});

describe('what is not there', () => {
  const nobody = { RoleName: 'nobody' };
  const noRole = 'The role with name nobody cannot be found.';
  const PolicyArn = `${ACCOUNT}:policy/shared`;
  const noPolicy = `Policy ${PolicyArn} was not found.`;

  test.each<[string, object, string]>([
    ['GetRole', new GetRoleCommand(nobody), noRole],
    ['GetRole, of a path', new GetRoleCommand({ RoleName: 'constructor' }), 'The role with name constructor cannot be found.'],
    ['ListRolePolicies', new ListRolePoliciesCommand(nobody), noRole],
    ['ListAttachedRolePolicies', new ListAttachedRolePoliciesCommand(nobody), noRole],
    ['GetRolePolicy of no role', new GetRolePolicyCommand({ ...nobody, PolicyName: 'audit' }), noRole],
    ['GetRolePolicy', new GetRolePolicyCommand({ RoleName: 'auditor', PolicyName: 'own' }), 'The role policy with name own cannot be found.'],
    ['GetPolicy without the path', new GetPolicyCommand({ PolicyArn }), noPolicy],
    ['GetPolicy of AWS', new GetPolicyCommand({ PolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' }), 'Policy arn:aws:iam::aws:policy/PowerUserAccess was not found.'],
    ['GetPolicy of an inline policy', new GetPolicyCommand({ PolicyArn: `${ACCOUNT}:policy/audit` }), `Policy ${ACCOUNT}:policy/audit was not found.`],
    ['GetPolicyVersion of no policy', new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }), noPolicy],
    ['GetPolicyVersion', new GetPolicyVersionCommand({ PolicyArn: SHARED, VersionId: 'v2' }), `Policy ${SHARED} version v2 does not exist or is not attachable.`],
    ['GetOpenIDConnectProvider', new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: `${ISSUER}/` }), `OpenIDConnect Provider not found for arn ${ISSUER}/`],
  ])('%s', async (_, command, message) => {
    await expect(iam.send(command as GetRoleCommand)).rejects.toMatchObject({ name: 'NoSuchEntityException', message, $metadata: { httpStatusCode: 404 } });
  });
});

describe('what is no request', () => {
  const failed = (rest: string) => `1 validation error detected: Value ${rest}`;

  test.each<[string, object, string]>([
    ['no name', new GetRoleCommand({ RoleName: undefined }), failed("null at 'roleName' failed to satisfy constraint: Member must not be null")],
    ['an empty name', new GetRoleCommand({ RoleName: '' }), failed("'' at 'roleName' failed to satisfy constraint: Member must have length greater than or equal to 1")],
    ['a long name', new GetRoleCommand({ RoleName: 'a'.repeat(65) }), failed(`'${'a'.repeat(65)}' at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64`)],
    ['a name with a path', new GetRoleCommand({ RoleName: 'staff/auditor' }), 'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-'],
    ['a star', new GetRoleCommand({ RoleName: '*' }), 'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-'],
    ['a short ARN', new GetPolicyCommand({ PolicyArn: 'shared' }), failed("'shared' at 'policyArn' failed to satisfy constraint: Member must have length greater than or equal to 20")],
    ['an unknown scope', new ListPoliciesCommand({ Scope: 'Mine' as never }), failed("'Mine' at 'scope' failed to satisfy constraint: Member must satisfy enum value set: [All, AWS, Local]")],
    ['a parameter that is not looked at', new ListPoliciesCommand({ PolicyUsageFilter: 'PermissionsBoundary' }), 'The local cloud does not support the parameter "PolicyUsageFilter"'],
  ])('%s', async (_, command, message) => {
    await expect(iam.send(command as GetRoleCommand)).rejects.toMatchObject({ name: 'ValidationError', message });
  });

  test('operations that IAM has and the local cloud has not are refused, with what it has', async () => {
    const call = iam.send(new CreateUserCommand({ UserName: 'eve' }));
    await expect(call).rejects.toMatchObject({
      name: 'InvalidAction',
      message: expect.stringMatching(/^Could not find operation CreateUser for version 2010-05-08: of IAM the local cloud has AddClientIDToOpenIDConnectProvider, .*, PutRolePolicy, RemoveClientIDFromOpenIDConnectProvider \(2010-05-08\)$/),
      $metadata: { httpStatusCode: 400 },
    });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOf, type Planned } from './plan';
import { readAssembly, type JsonObject } from '../../../src/assembly';
import { check, type CheckReport } from '../../../src/check';
import { replay } from '../../../src/replay/replay';
import { allow, deny, policy, told } from '../template';

const folder = mkdtempSync(join(tmpdir(), 'check-terraform-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ACCOUNT = '210987654321';
const POOL_ID = 'eu-west-1:11111111-2222-3333-4444-555555555555';
const TABLE_ARN = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/notes`;
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

function plan(resources: readonly Planned[]): string {
  const file = join(folder, 'plan.json');
  writeFileSync(file, planOf(resources));
  return file;
}

const checked = (resources: readonly Planned[]): CheckReport => check(readAssembly(plan(resources)));

const TRUST = JSON.stringify(policy([{
  Effect: 'Allow',
  Principal: { Federated: 'cognito-identity.amazonaws.com' },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { 'StringEquals': { 'cognito-identity.amazonaws.com:aud': POOL_ID }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } },
}]));
const pool: Planned = { address: 'aws_cognito_identity_pool.main', values: { id: POOL_ID, identity_pool_name: 'notes', allow_unauthenticated_identities: false } };
const table: Planned = {
  address: 'aws_dynamodb_table.notes',
  values: { arn: TABLE_ARN, name: 'notes', hash_key: 'UserId', range_key: 'Id', attribute: [{ name: 'UserId', type: 'S' }, { name: 'Id', type: 'S' }], global_secondary_index: [], local_secondary_index: [] },
};
const users: Planned = { address: 'aws_iam_role.users', values: { id: 'users', name: 'users', arn: roleArn('users'), assume_role_policy: TRUST, inline_policy: [], managed_policy_arns: [], permissions_boundary: null } };
const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${cognito-identity.amazonaws.com:sub}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const access = (...statements: JsonObject[]): Planned => ({ address: 'aws_iam_role_policy.access', values: { name: 'access', role: 'users', policy: JSON.stringify(policy(statements)) } });
const attachment: Planned = { address: 'aws_cognito_identity_pool_roles_attachment.main', values: { identity_pool_id: POOL_ID, roles: { authenticated: roleArn('users') }, role_mapping: [] } };
const APP = [pool, table, users, attachment];

test('an isolated app is proved, under the addresses of its resources, in its account and Region', () => {
  const { status, findings, matrix } = checked([...APP, access(allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE_ARN, OWN))]);
  expect(findings).toEqual([]);
  expect(status).toBe('isolated');
  expect(matrix.find(({ row }) => row === 'read items')).toMatchObject({ resource: 'aws_dynamodb_table.notes', role: 'aws_iam_role.users', cells: { own: 'allowed', others: 'refused' } });
});

test('a hole is found, and goes through when it is replayed', async () => {
  const file = plan([...APP, access(allow(['dynamodb:GetItem', 'dynamodb:Scan'], TABLE_ARN, { 'ForAllValues:StringEquals': OWN['ForAllValues:StringEquals'] }))]);
  const report = check(readAssembly(file));
  expect(told(report)).toEqual(['hole whole-table-reach: aws_iam_role.users aws_dynamodb_table.notes']);
  const replayed = await replay(readAssembly(file), report.requests());
  expect(replayed.filter(({ request, became }) => became !== request.expected)).toEqual([]);
  expect(replayed.filter(({ request: { what }, became }) => became === 'through' && what.includes('scan')).length).toBeGreaterThan(0);
}, 60_000);

test('policies that are attached, by name or by what is not there yet', () => {
  const open = { name: 'open', path: '/', policy: JSON.stringify(policy([allow('dynamodb:GetItem', TABLE_ARN)])) };
  const arn = `arn:aws:iam::${ACCOUNT}:policy/open`;
  const known = [...APP, { address: 'aws_iam_policy.open', values: { ...open, arn } }, { address: 'aws_iam_role_policy_attachment.open', values: { role: 'users', policy_arn: arn } }];
  expect(told(checked(known))).toEqual(['hole whole-table-reach: aws_iam_role.users aws_dynamodb_table.notes']);
  const later: Planned[] = [...APP, { address: 'aws_iam_policy.open', values: open, unknown: { arn: true } }, {
    address: 'aws_iam_role_policy_attachment.open', values: { role: 'users' }, unknown: { policy_arn: true }, references: { policy_arn: ['aws_iam_policy.open.arn', 'aws_iam_policy.open'] },
  }];
  expect(told(checked(later))).toEqual(['hole whole-table-reach: aws_iam_role.users aws_dynamodb_table.notes']);
});

test('a managed policy of elsewhere is unevaluated', () => {
  const report = checked([...APP, access(allow('dynamodb:GetItem', TABLE_ARN, OWN)), { address: 'aws_iam_role_policy_attachment.x', values: { role: 'users', policy_arn: `arn:aws:iam::${ACCOUNT}:policy/elsewhere` } }]);
  expect(report.status).toBe('unevaluated');
  expect(told(report)).toContain('unevaluated unknown-construct: aws_iam_role.users aws_iam_role.users');
});

test.each<[string, Planned]>([
  ['a policy', { address: 'aws_iam_role_policy.access', values: { name: 'access', role: 'users' }, unknown: { policy: true } }],
  ['a role that a policy is on', { address: 'aws_iam_role_policy.access', values: { name: 'access', policy: JSON.stringify(policy([allow('dynamodb:Scan', TABLE_ARN)])) }, unknown: { role: true } }],
  ['a permission of a type that is not read', { address: 'aws_lambda_permission.open', values: { principal: '*' } }],
  ['a policy of a type that is not read', { address: 'aws_dynamodb_resource_policy.open', values: { policy: '{}' } }],
  ['an attachment to a role that the plan does not have', { address: 'aws_iam_role_policy_attachment.x', values: { policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, unknown: { role: true } }],
])('%s that nobody knows before the apply, or reads: unevaluated', (_, resource) => {
  expect(checked([...APP.filter(({ address }) => address !== resource.address), resource]).status).toBe('unevaluated');
});

test('what is deleted, a server or a function is nothing to the users', () => {
  const { findings } = checked([
    ...APP, access(allow('dynamodb:GetItem', TABLE_ARN, OWN)),
    { address: 'aws_iam_role_policy.old', values: {}, actions: ['delete'] }, { address: 'aws_instance.web', values: { ami: 'ami-1' } }, { address: 'aws_lambda_function.f', values: { function_name: 'f' } },
  ]);
  expect(findings).toEqual([]);
});

test('instances of a module: each policy is on the role of its own key', () => {
  const role = (key: string, app: string): Planned => ({
    address: `module.app["${key}"].aws_iam_role.users`,
    unknown: { arn: true, id: true },
    values: {
      name: `users-${key}`,
      assume_role_policy: JSON.stringify(policy([{ Effect: 'Allow', Principal: { Federated: 'www.amazon.com' }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringEquals: { 'www.amazon.com:app_id': app } } }])),
    },
  });
  const on = (key: string, condition?: JsonObject): Planned => ({
    address: `module.app["${key}"].aws_iam_role_policy.access`,
    unknown: { role: true },
    references: { role: ['aws_iam_role.users.id', 'aws_iam_role.users'] },
    values: { name: 'access', policy: JSON.stringify(policy([allow('dynamodb:GetItem', TABLE_ARN, condition)])) },
  });
  const own = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
  const report = checked([table, role('a', 'app-a'), role('b', 'app-b'), on('a', own), on('b')]);
  expect(told(report)).toEqual(['hole cross-user-read: module.app["b"].aws_iam_role.users aws_dynamodb_table.notes']);
});

test('a provider of OpenID Connect, a bucket and its policy', () => {
  const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com`;
  const resources: Planned[] = [
    { address: 'aws_iam_openid_connect_provider.login', values: { url: 'https://login.example.com', client_id_list: ['game'], arn: provider } },
    { address: 'aws_s3_bucket.files', values: { bucket: 'files', id: 'files', arn: 'arn:aws:s3:::files' } },
    { address: 'aws_s3_bucket_versioning.files', values: { bucket: 'files' } },
    {
      address: 'aws_iam_role.users',
      values: {
        name: 'users',
        arn: roleArn('users'),
        assume_role_policy: JSON.stringify(policy([{
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringEquals: { 'login.example.com:aud': 'game', 'login.example.com:oaud': 'game' }, StringNotLike: { 'login.example.com:sub': '*/*' } },
        }])),
        inline_policy: [{ name: 'files', policy: JSON.stringify(policy([allow('s3:GetObject', 'arn:aws:s3:::files/*')])) }],
      },
    },
  ];
  const guard = (statement: JsonObject): Planned => ({ address: 'aws_s3_bucket_policy.files', values: { bucket: 'files', policy: JSON.stringify(policy([statement])) } });
  expect(told(checked(resources))).toEqual(['hole whole-table-reach: aws_iam_role.users aws_s3_bucket.files']);
  const guarded = checked([...resources, guard({ ...deny('s3:*', undefined), Principal: '*', NotResource: 'arn:aws:s3:::files/${login.example.com:sub}/*', Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn('users') } } })]);
  expect(guarded.status).toBe('isolated');
});

test.each([
  ['a state', { format_version: '1.0', planned_values: {}, values: { root_module: {} } }],
])('%s is no plan: one line that says what is wanted', (_, value) => {
  const file = join(folder, 'other.json');
  writeFileSync(file, JSON.stringify(value));
  expect(() => readAssembly(file)).toThrow(/other\.json: resource_changes: want those of `terraform show -json <plan file>`/);
});

import { DeleteRoleCommand, type IAMClient, ListRolesCommand, paginateListRoles } from '@aws-sdk/client-iam';
import { ANYBODY, iamOf } from './support';
import { Deployer } from '../cloudformation/support';

const role = (RoleName: string, more: object = {}) => ({ Type: 'AWS::IAM::Role', Properties: { RoleName, Path: '/many/', AssumeRolePolicyDocument: ANYBODY }, ...more });
const NAMES = Array.from({ length: 120 }, (_, i) => `role-${String(i).padStart(3, '0')}`);
const PathPrefix = '/many/';

let deployer: Deployer;
let iam: IAMClient;
beforeAll(async () => {
  deployer = await Deployer.start();
  iam = iamOf(deployer);
  await deployer.deploy('Many', { Resources: Object.fromEntries(NAMES.map((name, i) => [`Role${i}`, role(name, { DeletionPolicy: 'Retain' })])) });
});
afterAll(() => deployer.stop());

const list = (input: object = {}) => iam.send(new ListRolesCommand({ PathPrefix, ...input }));
const names = (answer: Awaited<ReturnType<typeof list>>) => answer.Roles!.map(({ RoleName }) => RoleName);

test('a page has 100 of them unless another number is asked for', async () => {
  const first = await list();
  expect([first.IsTruncated, names(first)]).toEqual([true, NAMES.slice(0, 100)]);
  const second = await list({ Marker: first.Marker });
  expect([second.IsTruncated, second.Marker, names(second)]).toEqual([false, undefined, NAMES.slice(100)]);
  const exact = await list({ MaxItems: 120 });
  expect([exact.IsTruncated, exact.Marker, names(exact)]).toEqual([false, undefined, NAMES]);
  expect(names(await list({ MaxItems: 1000 }))).toEqual(NAMES);
});

test("the SDK's paginator has each of them once", async () => {
  const all: (string | undefined)[] = [];
  for await (const page of paginateListRoles({ client: iam, pageSize: 7 }, { PathPrefix })) all.push(...names(page));
  expect(all).toEqual(NAMES);
});

test('markers hold while roles go', async () => {
  await deployer.destroy('Many');
  const first = await list({ MaxItems: 10 });
  for (const RoleName of ['role-003', 'role-009', 'role-011']) await iam.send(new DeleteRoleCommand({ RoleName }));
  const second = await list({ MaxItems: 10, Marker: first.Marker });
  expect(names(second)).toEqual(['role-010', ...NAMES.slice(12, 21)]);
});

test.each<[object, string]>([
  [{ MaxItems: 0 }, "1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1"],
  [{ MaxItems: 1001 }, "1 validation error detected: Value '1001' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000"],
  [{ MaxItems: -1 }, "1 validation error detected: Value '-1' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1"],
  [{ Marker: 'no marker' }, 'Invalid Marker.'],
  [{ PathPrefix: 'many/' }, "1 validation error detected: Value 'many/' at 'pathPrefix' failed to satisfy constraint: Member must satisfy regular expression pattern: \\u002F[\\u0021-\\u007F]*"],
])('%j is refused', async (input, message) => {
  await expect(list(input)).rejects.toMatchObject({ name: 'ValidationError', message });
});

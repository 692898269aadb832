import { ANYBODY, ISSUER, LIMIT, MORE, SHARED, template } from './support';
import { clientEnvironment } from '../cli/scenario/environment';
import { command } from '../cli/support';
import { Deployer } from '../cloudformation/support';
import { clientTest, missingAwsCli } from '../support/client-test';

clientTest('the AWS CLI looks at what was deployed', missingAwsCli(), async () => {
  const deployer = await Deployer.start({ region: 'eu-central-1' });
  const { accessKeyId, secretAccessKey } = deployer.cloud.administrator;
  const environment = {
    ...clientEnvironment(deployer.cloud), AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: undefined,
  };
  const aws = async (operation: string, ...args: string[]) => {
    const { status, stdout, stderr } = await command('aws', ['iam', operation, ...args, '--output', 'json'], environment);
    return status === 0 ? JSON.parse(stdout || '{}') : stderr.trim();
  };
  try {
    const { outputs } = await deployer.deploy('Game', template());
    const players = ['--role-name', outputs.Role.split('/')[1]];
    // The CLI decodes policies.
    expect(await aws('get-role', '--role-name', 'auditor')).toMatchObject({ Role: { Path: '/staff/', AssumeRolePolicyDocument: ANYBODY, PermissionsBoundary: { PermissionsBoundaryArn: LIMIT } } });
    expect((await aws('list-roles', '--path-prefix', '/staff/')).Roles).toMatchObject([{ RoleName: 'auditor' }]);
    // Page by page.
    expect((await aws('list-roles', '--page-size', '2')).Roles).toEqual((await aws('list-roles')).Roles);
    expect((await aws('list-roles', '--max-items', '1')).NextToken).toEqual(expect.any(String));
    expect(await aws('list-role-policies', ...players)).toMatchObject({ PolicyNames: ['more', 'own'] });
    expect((await aws('get-role-policy', ...players, '--policy-name', 'more')).PolicyDocument).toEqual(MORE);
    expect(await aws('list-attached-role-policies', ...players)).toMatchObject({ AttachedPolicies: [{ PolicyName: 'shared', PolicyArn: SHARED }] });
    expect((await aws('get-policy', '--policy-arn', SHARED)).Policy).toMatchObject({ AttachmentCount: 1, Description: 'of all players' });
    expect((await aws('get-policy-version', '--policy-arn', SHARED, '--version-id', 'v1')).PolicyVersion.Document.Statement[0]).toMatchObject({ Action: ['dynamodb:Scan'] });
    expect((await aws('list-policies', '--scope', 'Local', '--only-attached')).Policies).toMatchObject([{ PolicyName: 'shared' }]);
    expect(await aws('list-open-id-connect-providers')).toEqual({ OpenIDConnectProviderList: [{ Arn: ISSUER }] });
    expect(await aws('get-open-id-connect-provider', '--open-id-connect-provider-arn', ISSUER)).toMatchObject({ Url: 'login.example.com/games', ClientIDList: ['game', 'beta'] });
    expect(await aws('get-role', '--role-name', 'nobody')).toMatch(/\(NoSuchEntity\) when calling the GetRole operation: The role with name nobody cannot be found\.$/);
    expect(await aws('delete-role', '--role-name', 'auditor')).toMatch(/\(DeleteConflict\) when calling the DeleteRole operation: Cannot delete entity: auditor belongs to the stack Game/);
    expect(await aws('create-user', '--user-name', 'eve')).toMatch(/\(InvalidAction\) when calling the CreateUser operation: Could not find operation CreateUser/);
  } finally {
    await deployer.stop();
  }
});

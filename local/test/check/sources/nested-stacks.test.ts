import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnCondition, CfnParameter, CustomResource, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { readAssembly } from '../../../src/assembly';
import { check } from '../../../src/check';
import { replay } from '../../../src/replay/replay';
import { told } from '../template';

const folder = mkdtempSync(join(tmpdir(), 'check-nested-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** As Amplify Gen 2 lays a back end out: a nested stack for sign-in, one for data, one for storage, which refer to each other. */
function stacksOf(id: string, policy: (bucket: s3.IBucket) => iam.PolicyStatement[], more: (root: Stack, storage: NestedStack) => void = () => {}) {
  // The CDK CLI and Amplify's ask for it: then the resource of a nested stack says where its template is.
  const app = new App({ outdir: join(folder, id), context: { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true } });
  const root = new Stack(app, 'amplify-notes-main');
  const auth = new NestedStack(root, 'auth');
  const pool = new cognito.CfnIdentityPool(auth, 'IdentityPool', { allowUnauthenticatedIdentities: false });
  const users = new iam.Role(auth, 'authenticatedUserRole', {
    assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': pool.ref },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    }),
  });
  new cognito.CfnIdentityPoolRoleAttachment(auth, 'Roles', { identityPoolId: pool.ref, roles: { authenticated: users.roleArn } });
  const storage = new NestedStack(root, 'storage');
  const bucket = new s3.Bucket(storage, 'Bucket');
  const access = new iam.Policy(storage, 'Access', { statements: policy(bucket) });
  access.attachToRole(users);
  more(root, storage);
  app.synth();
  return readAssembly(app.outdir);
}

const amplify = (...given: Parameters<typeof stacksOf>) => check(stacksOf(...given));

const ID = '${cognito-identity.amazonaws.com:sub}';
const own = (bucket: s3.IBucket) => [new iam.PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject'], resources: [bucket.arnForObjects(`private/${ID}/*`)] })];

test('roles of one nested stack and buckets of another are put together', () => {
  const { status, findings, matrix } = amplify('Own', own);
  expect(findings).toEqual([]);
  expect(status).toBe('isolated');
  expect(matrix.find(({ row }) => row === 'read objects')).toMatchObject({ resource: 'amplify-notes-main/storage/Bucket', role: 'amplify-notes-main/auth/authenticatedUserRole', cells: { own: 'allowed', others: 'refused' } });
});

test('a hole across nested stacks is found, with its construct paths', () => {
  const report = amplify('Open', (bucket) => [...own(bucket), new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('private/*')] })]);
  expect(told(report)).toEqual(['hole cross-user-read: amplify-notes-main/auth/authenticatedUserRole amplify-notes-main/storage/Bucket']);
});

test('what is said of nested stacks is what the local cloud does', async () => {
  const stacks = stacksOf('Replayed', (bucket) => [...own(bucket), new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('private/*')] })]);
  const replayed = await replay(stacks, check(stacks).requests());
  expect(replayed.filter(({ request, became }) => became !== request.expected)).toEqual([]);
  const through = replayed.filter(({ became }) => became === 'through').map(({ request: { what } }) => what);
  expect(through).toContainEqual(expect.stringMatching(/read objects of amplify-notes-main\/storage\/Bucket, .*other/));
});

test('nested stacks of nested stacks, conditions, mappings and texts of parameters', () => {
  const report = amplify('Deep', own, (root, storage) => {
    const inner = new NestedStack(storage, 'inner');
    const stage = new CfnParameter(inner, 'Stage', { default: 'x', allowedValues: ['x'] });
    const isX = new CfnCondition(inner, 'IsX', { expression: Fn.conditionEquals(stage.valueAsString, 'x') });
    const table = new dynamodb.CfnTable(inner, 'Table', {
      tableName: Fn.sub('notes-${Stage}-${Of}', { Of: Fn.conditionIf(isX.logicalId, 'x', 'y').toString() }),
      attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    });
    table.cfnOptions.condition = isX;
    const users = root.node.findChild('auth').node.findChild('authenticatedUserRole') as iam.Role;
    new iam.Policy(inner, 'Open', { statements: [new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [table.attrArn] })] }).attachToRole(users);
  });
  expect(told(report)).toEqual(['hole whole-table-reach: amplify-notes-main/auth/authenticatedUserRole amplify-notes-main/storage/inner/Table']);
  expect(report.findings[0].witness!.call).toMatchObject({ input: { TableName: 'notes-x-x' } });
});

test('what is made by code in a nested stack stays unread', () => {
  const report = amplify('Custom', own, (_, storage) => void new CustomResource(storage, 'Tables', { serviceToken: 'arn:aws:lambda:us-east-1:123456789012:function:make', resourceType: 'Custom::AmplifyDynamoDBTable' }));
  expect(told(report)).toEqual(['unevaluated unknown-construct: amplify-notes-main/storage/Tables/Default']);
});

test('a macro of a nested stack is one of the whole', () => {
  const report = amplify('Macro', own, (_, storage) => storage.addTransform('Macro'));
  expect(told(report)).toEqual(['unevaluated unknown-construct: Transform']);
});

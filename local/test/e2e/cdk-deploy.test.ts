import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  App, BootstraplessSynthesizer, CfnOutput, CfnResource, CliCredentialsStackSynthesizer, NestedStack, RemovalPolicy, Stack, type IStackSynthesizer,
} from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { WebIdentityGameTable, WebIdentityProvider, type WebIdentityGameTableProps } from 'cdk-web-identity';
import { cdk } from '../../../tools/cdk.cjs';
import { LocalCloud } from '../../src';
import { codeOf, Deployer } from '../cloudformation/support';

jest.setTimeout(120_000);

const APP = 'amzn1.application.game';

let cloud: LocalCloud;
let folder: string;
beforeEach(async () => {
  cloud = await LocalCloud.start();
  folder = mkdtempSync(join(tmpdir(), 'cdk-deploy-'));
});
afterEach(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true });
});

interface Synthesized {
  readonly props?: Partial<WebIdentityGameTableProps>;
  readonly synthesizer?: IStackSynthesizer;
  readonly alter?: (stack: Stack, table: WebIdentityGameTable) => void;
}

/** An app's assembly, as `cdk synth` would write it. */
function synthesized({ props, synthesizer, alter }: Synthesized = {}): string {
  const outdir = mkdtempSync(join(folder, 'out-'));
  const app = new App({ outdir });
  const stack = new Stack(app, 'Game', { synthesizer });
  const scores = new WebIdentityGameTable(stack, 'Scores', {
    providers: [WebIdentityProvider.loginWithAmazon({ appIds: [APP] })], attributes: ['Wins'], removalPolicy: RemovalPolicy.DESTROY, ...props,
  });
  alter?.(stack, scores);
  app.synth();
  return outdir;
}

const run = (...args: string[]) => cdk(cloud, folder, args);
const deploy = (app: string, ...more: string[]) => run('deploy', '--all', '--app', app, '--require-approval', 'never', '--progress', 'events', ...more);
const administrator = () => new DynamoDBClient({ endpoint: cloud.endpoint, region: cloud.region, credentials: cloud.administrator });

async function table(): Promise<string> {
  const [name] = (await administrator().send(new ListTablesCommand({}))).TableNames!;
  return name;
}

async function put(attributes: readonly string[]): Promise<string> {
  const player = await new Deployer(cloud).player('alice', Object.values(cloud.roles)[0], APP);
  const item = Object.fromEntries([['UserId', 'alice'], ['GameTitle', 'g'], ...attributes.map((name) => [name, '1'])].map(([name, S]) => [name, { S }]));
  return codeOf(player.send(new PutItemCommand({ TableName: await table(), Item: item })));
}

test('deploy, redeploy, nothing to do, diff, a failure, another key schema, destroy', async () => {
  const first = synthesized();
  const deployed = await deploy(first);
  expect(deployed).toMatchObject({ status: 0, output: expect.stringContaining('✅  Game') as string });
  expect(await put(['Wins'])).toBe('allowed');
  expect(await put(['Losses'])).toBe('AccessDeniedException');

  expect(await deploy(first)).toMatchObject({ status: 0, output: expect.stringContaining('(no changes)') as string });
  // Even where the CLI does not look for itself.
  expect(await deploy(first, '--force')).toMatchObject({ status: 0, output: expect.stringContaining('(no changes)') as string });

  const more = synthesized({ props: { attributes: ['Wins', 'Losses'] } });
  const diff = await run('diff', '--app', more);
  expect([diff.status, diff.output]).toEqual([0, expect.stringMatching(/Losses[\s\S]*Number of stacks with differences: 1/)]);
  expect(await put(['Losses'])).toBe('AccessDeniedException');
  const name = await table();
  expect(await deploy(more)).toMatchObject({ status: 0 });
  expect(await put(['Wins', 'Losses'])).toBe('allowed');
  expect(await table()).toBe(name);

  const failed = await deploy(synthesized({
    props: { attributes: ['Wins'] },
    alter: (_, { table: { node } }) => (
      (node.defaultChild as CfnResource).addPropertyOverride('KeySchema.0.KeyType', 'ROUND')),
  }));
  expect([failed.status, failed.output]).toEqual([1, expect.stringMatching(/UPDATE_FAILED +\| AWS::DynamoDB::GlobalTable[\s\S]*UPDATE_ROLLBACK_COMPLET/)]);
  expect(await put(['Wins', 'Losses'])).toBe('allowed');
  expect((await administrator().send(new GetItemCommand({ TableName: name, Key: { UserId: { S: 'alice' }, GameTitle: { S: 'g' } } }))).Item).toBeDefined();

  const replaced = await deploy(synthesized({ props: { sortKey: { name: 'Level', type: AttributeType.STRING } } }));
  expect([replaced.status, replaced.output]).toEqual([0, expect.stringContaining('DELETE_COMPLETE')]);
  expect(await table()).not.toBe(name);

  expect(await run('destroy', '--app', more, '--force')).toMatchObject({ status: 0, output: expect.stringContaining('destroyed') as string });
  expect((await administrator().send(new ListTablesCommand({}))).TableNames).toEqual([]);
});

test('the CLI waits between its questions, as on AWS', async () => {
  await deploy(synthesized());
  const asked = cloud.decisions().filter(({ action }) => /^cloudformation:Describe/.test(action));
  expect(asked.length).toBeLessThan(20);
});

test.each([
  ['CliCredentialsStackSynthesizer', () => new CliCredentialsStackSynthesizer()],
  ['BootstraplessSynthesizer', () => new BootstraplessSynthesizer()],
])('with the %s', async (_, synthesizer) => {
  const out = synthesized({ synthesizer: synthesizer() });
  expect(await deploy(out)).toMatchObject({ status: 0 });
  expect(await put(['Wins'])).toBe('allowed');
  expect(await run('diff', '--app', out)).toMatchObject({ status: 0, output: expect.stringContaining('Number of stacks with differences: 0') as string });
  expect(await run('destroy', '--app', out, '--force')).toMatchObject({ status: 0 });
});

test('bootstrapping once more is welcome, and so is what comes after it', async () => {
  expect(await run('bootstrap', 'aws://123456789012/us-east-1')).toMatchObject({ status: 0, output: expect.stringContaining('bootstrapped') as string });
  expect(await run('bootstrap', 'aws://123456789012/us-east-1')).toMatchObject({ status: 0, output: expect.stringContaining('(no changes)') as string });
  expect(await deploy(synthesized())).toMatchObject({ status: 0 });
  expect(await put(['Wins'])).toBe('allowed');
});

test('several stacks that refer to each other', async () => {
  const app = new App({ outdir: join(folder, 'several') });
  const shared = new Stack(app, 'Shared');
  const scores = new WebIdentityGameTable(shared, 'Scores', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: [APP] })], removalPolicy: RemovalPolicy.DESTROY });
  const user = new Stack(app, 'User');
  new StringParameter(user, 'Name', { parameterName: '/scores/name', stringValue: scores.table.tableName });
  app.synth();
  const deployed = await deploy(app.outdir);
  expect([deployed.status, deployed.output]).toEqual([0, expect.stringMatching(/✅ {2}Shared[\s\S]*✅ {2}User/)]);
  expect(await run('destroy', '--all', '--app', app.outdir, '--force')).toMatchObject({ status: 0 });
});

test('a type that is not run here fails the deployment by name, and nothing is half-done', async () => {
  const refused = await deploy(synthesized({ alter: (stack) => new CfnResource(stack, 'News', { type: 'AWS::IoT::Thing' }) }));
  expect([refused.status, refused.output]).toEqual([1, expect.stringContaining('Unrecognized resource types: [AWS::IoT::Thing]')]);
  expect((await administrator().send(new ListTablesCommand({}))).TableNames).toEqual([]);
});

test('nested stacks, and those that they nest: their resources are there, and follow what changes', async () => {
  const app = (attribute: string) => synthesized({
    alter: (stack, { table: scores }) => {
      const outer = new NestedStack(stack, 'Outer');
      const inner = new NestedStack(outer, 'Inner');
      new StringParameter(inner, 'Parameter', { parameterName: '/table', stringValue: `${attribute} of ${scores.tableName}` });
      const notes = new Table(outer, 'Notes', { partitionKey: { name: attribute, type: AttributeType.STRING }, removalPolicy: RemovalPolicy.DESTROY });
      new CfnOutput(stack, 'Name', { value: notes.tableName });
    },
  });
  const ssm = new SSMClient({ endpoint: cloud.endpoint, region: cloud.region, credentials: cloud.administrator });
  const parameter = async () => (await ssm.send(new GetParameterCommand({ Name: '/table' }))).Parameter!.Value;

  expect(await deploy(app('one'))).toMatchObject({ status: 0 });
  expect(await parameter()).toMatch(/^one of Game-Scores/);
  expect(cloud.tables).toContain(cloud.stacks.Game.Name);

  expect(await deploy(app('two'))).toMatchObject({ status: 0 });
  expect(await parameter()).toMatch(/^two of Game-Scores/);
  expect(await deploy(app('two'))).toMatchObject({ status: 0, output: expect.stringContaining('(no changes)') as string });
  expect(await run('destroy', '--all', '--force', '--app', app('two'))).toMatchObject({ status: 0 });
  expect(cloud.tables).toEqual([]);
});

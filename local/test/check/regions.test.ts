import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { WebIdentityGameTable, WebIdentityProvider, WebIdentityUserTable, WebIdentityUsers } from 'cdk-web-identity';
import { allow, inTwoRegions, role, stack, table, TABLE, told } from './template';
import { readAssembly, type JsonObject, type StackTemplate } from '../../src/assembly';
import { check, sarifReport, stackOf, type FileOf } from '../../src/check';
import { replay } from '../../src/replay/replay';
import { violationOf } from '../../src/validation/violation';

/** One account in several Regions: what has a Region in its ARN is of that one; IAM is one for all. */

const folder = mkdtempSync(join(tmpdir(), 'check-regions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const provider = WebIdentityProvider.loginWithAmazon({ appIds: ['amzn1.application.game'] });
const at = (region: string) => ({ account: '111111111111', region });
/** The same stack in a Region, names left to CloudFormation. */
const app = (region: string | undefined, condition: JsonObject | undefined = OWN): StackTemplate => ({
  ...stack({ Table: { ...table(), Properties: { ...table().Properties as JsonObject, TableName: undefined } }, Users: role([allow('dynamodb:GetItem', { 'Fn::GetAtt': ['Table', 'Arn'] }, condition)]) }), region, name: 'Game',
});

function synthesized(id: string, define: (app: App) => void): readonly StackTemplate[] {
  const made = new App({ outdir: join(folder, id) });
  define(made);
  made.synth();
  return readAssembly(made.outdir);
}

test('users in one Region, their table in another, as the library makes them', () => {
  const stacks = synthesized('Across', (made) => {
    const users = new WebIdentityUsers(new Stack(made, 'Players', { env: at('eu-west-1') }), 'Players', { providers: [provider], roleNamePrefix: 'game' });
    new WebIdentityUserTable(new Stack(made, 'Data', { env: at('us-east-1') }), 'Profiles', { users, attributes: ['Nickname'] });
  });
  const { status, findings, matrix } = check(stacks);
  expect([status, findings]).toEqual(['isolated', []]);
  expect(matrix.find(({ row }) => row === 'read items')).toMatchObject({ resource: 'Data/Profiles/Table', cells: { own: 'allowed', others: 'refused' } });
});

test('a global table with a leaderboard: what is shared of the table is shared of its replica, and no more', () => {
  const stacks = synthesized('Global', (made) => {
    const scores = new WebIdentityGameTable(new Stack(made, 'Game', { env: at('eu-west-1') }), 'Scores', { providers: [provider], attributes: ['Wins'], serverAttributes: ['Score'], replicas: [{ region: 'us-east-1' }] });
    scores.addLeaderboard('ByScore', { sortKey: { name: 'Score', type: dynamodb.AttributeType.NUMBER } });
  });
  const { status, findings, matrix } = check(stacks);
  expect([status, findings]).toEqual(['isolated', []]);
  for (const resource of ['Game/Scores/Table', 'Game/Scores/Table in us-east-1']) {
    expect(matrix.filter((one) => one.resource === resource && one.row === 'read items')).toMatchObject([{ cells: { own: 'allowed', others: 'refused' } }]);
    expect(matrix.filter((one) => one.resource === resource && one.row === 'query index ByScore')).toMatchObject([{ cells: { others: 'shared' } }]);
  }
});

test('an output of a stack in another Region is what it is there, whichever comes first', () => {
  const found = (reader: string, producer: string) => told(check(synthesized(`Output-${reader}`, (made) => {
    const define: Record<string, () => void> = {
      [producer]: () => {
        const data = new Stack(made, 'Data', { env: at(producer) });
        new sqs.Queue(data, 'Moves');
        new CfnOutput(data, 'Name', { value: 'GameScores' });
      },
      [reader]: () => {
        const users = new iam.Role(new Stack(made, 'Players', { env: at(reader) }), 'Users', { assumedBy: new iam.WebIdentityPrincipal('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application.game' } }) });
        const named = `arn:aws:dynamodb:${producer}:111111111111:table/${Fn.getStackOutput('Data', 'Name', producer)}`;
        users.addToPolicy(new iam.PolicyStatement({ actions: ['dynamodb:Scan'], resources: [named] }));
      },
    };
    ['eu-west-1', 'us-east-1'].forEach((region) => define[region]());
  })));
  for (const [reader, producer] of [['eu-west-1', 'us-east-1'], ['us-east-1', 'eu-west-1']]) expect(found(reader, producer)).toEqual([expect.stringMatching(/^hole whole-table-reach: .* GameScores$/)]);
});

test('references across Regions by CDK\'s custom resources are no pass', () => {
  const { status, findings } = check(synthesized('References', (made) => {
    const data = new Stack(made, 'Data', { env: at('us-east-1'), crossRegionReferences: true });
    const moves = new sqs.Queue(data, 'Moves');
    const players = new Stack(made, 'Players', { env: at('eu-west-1'), crossRegionReferences: true });
    const users = new iam.Role(players, 'Users', { assumedBy: new iam.WebIdentityPrincipal('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application.game' } }) });
    users.addToPolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [moves.queueArn] }));
  }));
  expect(status).toBe('unevaluated');
  expect(findings.map(({ message }) => message).join()).toContain('Custom::CrossRegionExportReader');
});

test('stacks of one name in two Regions are two, whatever CloudFormation calls what is in them', () => {
  const { status, findings, matrix } = check([app('us-east-1'), app('eu-west-1')]);
  expect([status, findings]).toEqual(['isolated', []]);
  expect(matrix.filter(({ row }) => row === 'read items')).toHaveLength(2);
  const open = check([app('us-east-1'), app('eu-west-1', {})]);
  expect(open.findings.filter(({ rule }) => rule !== 'stronger-role').map(({ rule, resource }) => [rule, resource?.arn.split(':')[3]])).toEqual([['whole-table-reach', 'eu-west-1']]);
});

test('what is found in one of two stacks of one name lies in the template of that one', () => {
  const stacks = synthesized('Namesakes', (made) => {
    for (const region of ['eu-west-1', 'us-east-1']) {
      const game = new Stack(made, `Game-${region}`, { stackName: 'Game', env: at(region) });
      const users = new iam.Role(game, 'Users', { assumedBy: new iam.WebIdentityPrincipal('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application.game' } }) });
      if (region === 'us-east-1') new sqs.Queue(game, 'Moves').grantConsumeMessages(users);
    }
  });
  const { findings } = check(stacks);
  const found = findings.find(({ rule }) => rule === 'whole-table-reach')!;
  const fileOf: FileOf = (place) => stackOf(stacks, place)!.file!;
  expect(violationOf(found, fileOf, false).violatingResources).toMatchObject([{ templatePath: expect.stringContaining('Game-us-east-1.template.json') }]);
  expect(JSON.stringify(sarifReport({ findings: [found] }, fileOf))).toContain('Game-us-east-1.template.json');
});

test('a role that allows more in one Region than its twin in the other is the stronger one', () => {
  const more = app('eu-west-1');
  const [statement] = ((more.template.Resources as any).Users.Properties.Policies[0].PolicyDocument.Statement as JsonObject[]);
  statement.Action = ['dynamodb:GetItem', 'dynamodb:DeleteItem'];
  expect(told(check([app('us-east-1'), more]))).toEqual(['hole stronger-role: Users Table']);
});

test('a Region that is added is new, and changes nothing of the other', () => {
  const changes = (now: StackTemplate[], against: StackTemplate[]) => [...new Set(check(now, { against }).changes!.map(({ change, resource }) => `${change} ${resource?.arn.split(':')[3] ?? 'role'}`))];
  expect(changes([app('us-east-1'), app('eu-west-1')], [app('us-east-1')])).toEqual(['new role', 'new eu-west-1']);
  expect(changes([app('us-east-1')], [app('us-east-1'), app('eu-west-1')])).toEqual(['lost role', 'lost eu-west-1']);
  expect(changes([app('us-east-1'), app('eu-west-1', {})], [app('us-east-1'), app('eu-west-1')])).toEqual(['new eu-west-1']);
  expect(changes([app('us-east-1'), app('eu-west-1')], [app('us-east-1'), app('eu-west-1')])).toEqual([]);
});

test('what is allowed on purpose by its name is so in each Region', () => {
  const open = () => role([allow('dynamodb:GetItem', [TABLE, TABLE.replace('us-east-1', 'eu-west-1')])]);
  const stacks = inTwoRegions({ Table: table(), Users: open() }, { Table: table() });
  expect(check(stacks, { allow: ['read:Table'] }).findings).toEqual([]);
  expect(told(check(stacks, { allow: [`read:${TABLE}`] }))).toEqual(['hole whole-table-reach: Users Table']);
});

test('exports are of one Region: what is imported from another is not known', () => {
  const exported = { ...stack({ Table: table() }, { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] }, Export: { Name: 'arn' } } } }), name: 'Data', region: 'eu-west-1' };
  const importing = (region: string) => ({ ...stack({ Users: role([allow('dynamodb:GetItem', { 'Fn::ImportValue': 'arn' }, OWN)]) }), region });
  expect(told(check([exported, importing('eu-west-1')]))).toEqual([]);
  expect(check([exported, importing('us-east-1')]).status).toBe('unevaluated');
});

test('a stack that leaves its Region open beside stacks of several is refused, with a way out', () => {
  expect(() => check([app('us-east-1'), app('eu-west-1'), { ...app(undefined), name: 'Open' }])).toThrow('stack Open: got no Region beside stacks of us-east-1, eu-west-1, want one, since nobody knows where it is');
  expect(check([app('eu-west-1'), { ...stack({ Table: table() }), name: 'Open' }]).matrix.map(({ resource }) => resource)).not.toContain('GameScores');
  expect(() => check([app('us-east-1'), app('cn-north-1')])).toThrow('the stacks\' partition: got aws, aws-cn, want one');
});

test('the local cloud has one Region: several are not replayed', async () => {
  const stacks = [app('us-east-1'), app('eu-west-1')];
  await expect(replay(stacks, check(stacks).requests())).rejects.toThrow('got us-east-1, eu-west-1, want one: take the stacks of each region by themselves');
});

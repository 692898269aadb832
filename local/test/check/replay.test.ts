import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { CORPUS } from './corpus-cases';
import { allow, AMAZON, BUCKET, role, stack, table } from './template';
import { AvatarsStack } from '../../../examples/avatars/avatars';
import { ExistingTableStack } from '../../../examples/existing-table/existing-table';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import { GameWithRefereeStack } from '../../../examples/game-with-referee/game-with-referee';
import { LeaderboardStack } from '../../../examples/leaderboard/leaderboard';
import { stages } from '../../../examples/matchmaking/matchmaking';
import { SignInWithCognitoStack } from '../../../examples/sign-in-with-cognito/sign-in-with-cognito';
import { readAssembly } from '../../src/assembly';
import { check, type CellRequest } from '../../src/check';
import { replay, type Replayed } from '../../src/replay/replay';

const folder = mkdtempSync(join(tmpdir(), 'check-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

const differing = (replayed: readonly Replayed[]) => replayed.filter(({ request, became }) => became !== request.expected)
  .map(({ request: { what, expected, call }, became, reason }) => ({ what, expected, became, reason, call }));
const count = (replayed: readonly Replayed[], became: string) => replayed.filter((one) => one.became === became).length;

test.each([AvatarsStack, GameScoresStack, GameWithRefereeStack, LeaderboardStack, SignInWithCognitoStack])('%p: what is allowed goes through, what is refused is refused', async (Example: new (app: App, id: string) => Stack) => {
  const app = new App({ outdir: join(folder, Example.name) });
  new Example(app, 'Example');
  app.synth();
  const stacks = readAssembly(app.outdir);
  const replayed = await replay(stacks, check(stacks).requests());
  expect(differing(replayed)).toEqual([]);
  expect(count(replayed, 'through')).toBeGreaterThan(0);
  expect(count(replayed, 'refused')).toBeGreaterThan(10);
}, 120_000);

test('Matchmaking, its stages in two accounts', async () => {
  const app = new App({ outdir: join(folder, 'Matchmaking') });
  stages(app);
  app.synth();
  const templates = readAssembly(app.outdir);
  const requests = check(templates).requests();
  const replayed = await replay(templates, requests);
  expect(differing(replayed)).toEqual([]);
  expect(replayed.map(({ request }) => request)).toEqual(requests);
  for (const account of ['111111111111', '222222222222']) {
    const ofAccount = replayed.filter(({ request }) => request.role.arn.includes(account));
    expect(count(ofAccount, 'through')).toBeGreaterThan(0);
    expect(count(ofAccount, 'refused')).toBeGreaterThan(10);
  }
}, 120_000);

test('ExistingTableStack, beside the template that has its role and table', async () => {
  const app = new App({ outdir: join(folder, 'Existing') });
  new ExistingTableStack(app, 'Example');
  app.synth();
  const file = join(folder, 'Elsewhere.template.json');
  const trusting = { principal: AMAZON, conditions: { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application.game-scores' } } };
  writeFileSync(file, JSON.stringify({ Resources: { Table: table(), GameRole: role([], trusting, { RoleName: 'GameRole' }) } }));
  const stacks = [app.outdir, file].flatMap((path) => readAssembly(path));
  const replayed = await replay(stacks, check(stacks).requests());
  expect(differing(replayed)).toEqual([]);
  expect(count(replayed, 'through')).toBeGreaterThan(0);
  expect(count(replayed, 'refused')).toBeGreaterThan(10);
}, 120_000);

/** Why a template of the corpus is not replayed. */
const NOT_REPLAYED: ReadonlyMap<string, RegExp> = new Map([
  ['what only callers of another network can do', /^a Deny that the caller avoids$/],
]);
const isLeftOut = (name: string) => [...NOT_REPLAYED.values()].some((pattern) => pattern.test(name));
const HOLES = CORPUS.filter(({ name, found, more, elsewhere }) => more === undefined && elsewhere === undefined && !isLeftOut(name) && found.some((one) => one.startsWith('hole')));
const REFUSED_BY_IAM: string[] = [];

test.each(HOLES.map((one) => [one.name, one] as const))('%s: every hole goes through, and what is refused is refused', async (name, { resources, options }) => {
  const report = check([stack(resources)], options);
  try {
    expect(differing(await replay([stack(resources)], report.requests()))).toEqual([]);
  } catch (error) {
    // Trust policies without an app, which IAM itself refuses.
    if (!/trust|StringEquals|app_id|aud/i.test((error as Error).message) || (error as Error).name !== 'AssemblyError') throw error;
    REFUSED_BY_IAM.push(`${name}: ${(error as Error).message}`);
  }
}, 60_000);

test('there is something to replay', () => {
  console.log(`${HOLES.length} templates with holes, of which the local cloud, like IAM, does not take ${REFUSED_BY_IAM.length}:\n${REFUSED_BY_IAM.join('\n')}`);
  expect(HOLES.length - REFUSED_BY_IAM.length).toBeGreaterThanOrEqual(20);
});

test('queues are asked as well', async () => {
  const { resources } = CORPUS.find(({ name }) => name === 'a queue to receive from')!;
  const replayed = await replay([stack(resources)], check([stack(resources)]).requests());
  const became = replayed.filter(({ request: { call } }) => call?.service === 'sqs').map(({ request: { what }, became: outcome }) => `${/(\w+) messages/.exec(what)![1]} ${outcome}`);
  expect(became.sort()).toEqual(['delete refused', 'receive through', 'send through']);
});

test('what no template has is asked about where the local cloud is: of buckets, and of what is elsewhere, it knows nothing', async () => {
  const named = ['arn:aws:dynamodb:us-east-1:123456789012:table/Other', 'arn:aws:dynamodb:eu-west-1:123456789012:table/Other', 'arn:aws:dynamodb:us-east-1:210987654321:table/Other',
    'arn:aws:sqs:us-east-1:123456789012:Other', 'arn:aws:sqs:eu-west-1:123456789012:Other', `${BUCKET}/*`];
  const stacks = [stack({ Users: role([allow(['dynamodb:GetItem', 'sqs:ReceiveMessage', 's3:GetObject'], named)]) })];
  const replayed = await replay(stacks, check(stacks).requests());
  expect(differing(replayed)).toEqual([]);
  const through = replayed.flatMap(({ request: { call }, became }) => (call !== undefined && became === 'through' ? [`${call.service} ${'operation' in call ? call.operation : call.method}`] : []));
  expect(through.sort()).toEqual(['dynamodb GetItem', 'sqs ReceiveMessage']);
});

test('a request that is not as said is told: the replay can fail', async () => {
  const [{ resources }] = HOLES;
  const turned = check([stack(resources)]).requests().map((one): CellRequest => ({ ...one, expected: one.expected === 'through' ? 'refused' : 'through' }));
  const replayed = await replay([stack(resources)], turned);
  expect(differing(replayed)).toHaveLength(turned.length);
  expect(replayed.every(({ reason }) => typeof reason === 'string' && reason !== '')).toBe(true);
});

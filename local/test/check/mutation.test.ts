import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { mutantsOf, withoutGuardrails, type Mutant } from './brute-force/mutants';
import { letInBy, ownBy, reachedBy, type Ownership } from './brute-force/world';
import { AMAZON, role, stack, table, TABLE } from './template';
import { AvatarsStack } from '../../../examples/avatars/avatars';
import { ExistingTableStack } from '../../../examples/existing-table/existing-table';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import { GameWithRefereeStack } from '../../../examples/game-with-referee/game-with-referee';
import { LeaderboardStack } from '../../../examples/leaderboard/leaderboard';
import { stages } from '../../../examples/matchmaking/matchmaking';
import { SignInWithCognitoStack } from '../../../examples/sign-in-with-cognito/sign-in-with-cognito';
import { readAssembly, type StackTemplate } from '../../src/assembly';
import { check } from '../../src/check';

const same = (id: string) => id;
const SCORES = ['Wins', 'Losses', 'TopScore', 'TopScoreDateTime'];

interface Example {
  readonly define: (app: App) => unknown;
  readonly ownership: Ownership;
  /** What of it differs from the rest in names alone, so that the rest is enough: names of mutants. */
  readonly repeated?: RegExp;
  /** Of templates that are no part of it. */
  readonly beside?: readonly StackTemplate[];
  /** How many mutants are taken, where a few hold none that widens. @default 5 */
  readonly sample?: number;
}

const stackOf = (Defined: new (app: App, id: string) => Stack) => (app: App): unknown => new Defined(app, 'Example');

/** The role and the table that the example for what is there already leaves as they are. */
const TUTORIAL: StackTemplate = {
  ...stack({ Table: table(), GameRole: role([], { principal: AMAZON, conditions: { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application.game-scores' } } }, { RoleName: 'GameRole' }) }),
  name: 'Tutorial',
};
const EXISTING: Example = { define: stackOf(ExistingTableStack), ownership: { attributes: ['Wins', 'Losses'], table: { 'www.amazon.com': same } } };

const EXAMPLES: Readonly<Record<string, Example>> = {
  'Avatars': {
    define: stackOf(AvatarsStack),
    sample: 10,
    ownership: {
      bucket: { 'accounts.example.com': (id) => `users/${id}/`, 'accounts.google.com': (id) => `users/google/${id}/` },
      published: { 'accounts.example.com': (id) => `published/${id}/`, 'accounts.google.com': (id) => `published/google/${id}/` },
    },
  },
  'ExistingTable': { ...EXISTING, ownership: { ...EXISTING.ownership, tableElsewhere: TABLE } },
  'ExistingTable, beside what is there': { ...EXISTING, ownership: { ...EXISTING.ownership, idLength: 2 }, beside: [TUTORIAL] },
  'GameScores': {
    define: stackOf(GameScoresStack),
    ownership: { idLength: 2, attributes: SCORES, table: { 'www.amazon.com': same, 'accounts.google.com': (id) => `google#${id}`, 'login.example.com': (id) => `login#${id}` } },
    repeated: /^GameScoresUsers(google|loginexamplecom)DefaultPolicy/,
  },
  'GameWithReferee': {
    define: stackOf(GameWithRefereeStack),
    ownership: {
      idLength: 2,
      attributes: ['Move'],
      table: { 'www.amazon.com': (id) => `amazon#${id}`, 'graph.facebook.com': (id) => `facebook#${id}`, 'accounts.google.com': (id) => `google#${id}` },
      shared: { ByScore: ['Score'] },
    },
    repeated: /^MovesUsers(facebook|google)DefaultPolicy/,
  },
  'Leaderboard': { define: stackOf(LeaderboardStack), ownership: { attributes: ['Nickname'], table: { 'id.example.com': same }, shared: { ByTopScore: ['TopScore', 'Nickname'] } } },
  'Matchmaking': {
    define: stages,
    ownership: { keys: ['UserId'], attributes: ['Nickname'], table: { 'cognito-identity.amazonaws.com': same } },
    repeated: /^Prod-/,
  },
  'SignInWithCognito': { define: stackOf(SignInWithCognitoStack), ownership: { attributes: ['Wins'], table: { 'cognito-identity.amazonaws.com': same } } },
};

/** Of each example's mutants, since all of them take minutes: `CHECK_EVERY_MUTANT=1` runs those. */
const TAKES_ALL = process.env.CHECK_EVERY_MUTANT !== undefined;

const folder = mkdtempSync(join(tmpdir(), 'check-mutants-'));
afterAll(() => rmSync(folder, { recursive: true }));

function synthesized(name: string): readonly StackTemplate[] {
  const { define, beside = [] } = EXAMPLES[name];
  const app = new App({ outdir: join(folder, name) });
  define(app);
  app.synth();
  return [...readAssembly(app.outdir), ...beside];
}

/** The same ones in every run: of those whose names hash lowest, the kinds taking turns. */
function sampled(mutants: readonly Mutant[], sample: number): Mutant[] {
  const hashed = mutants.map((mutant) => ({ mutant, hash: createHash('sha256').update(mutant.name).digest('hex') }));
  const turns = new Map<string, number>();
  const inTurn = hashed.sort((one, other) => (one.hash < other.hash ? -1 : 1)).map(({ mutant }) => {
    const turn = turns.get(mutant.kind) ?? 0;
    turns.set(mutant.kind, turn + 1);
    return { mutant, turn };
  });
  return inTurn.sort((one, other) => one.turn - other.turn).slice(0, TAKES_ALL ? Infinity : sample).map(({ mutant }) => mutant);
}

const CASES = Object.keys(EXAMPLES).flatMap((name) => ['with', 'without'].map((guardrails) => [name, guardrails] as const));

test.each(CASES)('every condition of %s, %s guardrails: what widens is a hole and a new cell, and nothing else is', (name, guardrails) => {
  const { ownership, repeated = /^$/, beside = [], sample = 5 } = EXAMPLES[name];
  const whole = synthesized(name);
  const original = guardrails === 'with' ? whole : whole.map(withoutGuardrails);
  expect([...reachedBy(original, ownership)]).toEqual([]);
  const [entering, own] = [letInBy(original, ownership), ownBy(original, ownership)];
  expect(own.size).toBeGreaterThan(0);
  const classes = { widening: 0, narrowing: 0, equivalent: 0 };
  const wrong: string[] = [];
  const mutants = mutantsOf(original, (of) => beside.every((one) => one.name !== of)).filter((one) => !repeated.test(one.name));
  for (const { name: mutant, templates } of sampled(mutants, sample)) {
    const after = reachedBy(templates, ownership);
    const { status, findings, changes = [] } = check(templates, { against: original });
    const isWider = after.size > 0;
    const [entered, left] = differences(entering, letInBy(templates, ownership));
    const [gained, lost] = differences(own, ownBy(templates, ownership));
    classes[isWider ? 'widening' : lost.length > 0 ? 'narrowing' : 'equivalent'] += 1;
    if (isWider !== (status === 'hole') || status === 'unevaluated') {
      wrong.push(`${mutant}: ${isWider ? [...after].join(', ') : 'no more than before'}, but ${status} ${findings.map(({ rule }) => rule).join(', ')}`);
    }
    const diff = (kind: string) => changes.filter(({ change }) => change === kind).map(({ row, whose }) => `${row} ${whose}`).join(', ') || 'nothing';
    if ((isWider || entered.length > 0 || gained.length > 0) !== (diff('new') !== 'nothing')) {
      wrong.push(`${mutant}: ${[...after, ...entered, ...gained].slice(0, 5).join(', ') || 'no more than before'}, but the diff says ${diff('new')}`);
    }
    if ((left.length > 0 || lost.length > 0) !== (diff('lost') !== 'nothing')) {
      wrong.push(`${mutant}: ${[...left, ...lost].slice(0, 5).join(', ') || 'no less than before'}, but the diff says that ${diff('lost')} is lost`);
    }
  }
  console.log(`${name}, ${guardrails} guardrails: ${Object.entries(classes).map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
  expect(wrong).toEqual([]);
  expect(classes.widening).toBeGreaterThan(0);
}, 600_000);

/** What came, and what went. */
function differences(before: ReadonlySet<string>, after: ReadonlySet<string>): [string[], string[]] {
  return [[...after].filter((one) => !before.has(one)), [...before].filter((one) => !after.has(one))];
}

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { mutantsOf, withoutGuardrails, type Mutant } from './brute-force/mutants';
import { letInBy, reachedBy, type Ownership } from './brute-force/world';
import { AvatarsStack } from '../../../examples/avatars/avatars';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import { LeaderboardStack } from '../../../examples/leaderboard/leaderboard';
import { SignInWithCognitoStack } from '../../../examples/sign-in-with-cognito/sign-in-with-cognito';
import { readAssembly, type StackTemplate } from '../../src/assembly';
import { check } from '../../src/check';

const same = (id: string) => id;
const SCORES = ['Wins', 'Losses', 'TopScore', 'TopScoreDateTime'];
const EXAMPLES: readonly (readonly [new (app: App, id: string) => Stack, Ownership])[] = [
  [AvatarsStack, {
    bucket: { 'accounts.example.com': (id) => `users/${id}/`, 'accounts.google.com': (id) => `users/google/${id}/` },
    published: { 'accounts.example.com': (id) => `published/${id}/`, 'accounts.google.com': (id) => `published/google/${id}/` },
  }],
  [GameScoresStack, { idLength: 2, attributes: SCORES, table: { 'www.amazon.com': same, 'accounts.google.com': (id) => `google#${id}`, 'login.example.com': (id) => `login#${id}` } }],
  [LeaderboardStack, { attributes: ['Nickname'], table: { 'id.example.com': same }, shared: { ByTopScore: ['TopScore', 'Nickname'] } }],
  [SignInWithCognitoStack, { attributes: ['Wins'], table: { 'cognito-identity.amazonaws.com': same } }],
];

/** Of each example's mutants, since all of them take minutes: `CHECK_EVERY_MUTANT=1` runs those. */
const SAMPLE = process.env.CHECK_EVERY_MUTANT === undefined ? 10 : Infinity;

const folder = mkdtempSync(join(tmpdir(), 'check-mutants-'));
afterAll(() => rmSync(folder, { recursive: true }));

function synthesized(Example: new (app: App, id: string) => Stack): StackTemplate {
  const app = new App({ outdir: join(folder, Example.name) });
  new Example(app, 'Example');
  app.synth();
  return readAssembly(join(folder, Example.name))[0];
}

/** The permissions of GameScores' three roles differ in the variable alone, so those of one are enough. */
const REPEATED = /^GameScoresUsers(google|loginexamplecom)DefaultPolicy/;

/** The same ones in every run: of those whose names hash lowest, the kinds taking turns. */
function sampled(mutants: readonly Mutant[]): Mutant[] {
  const hashed = mutants.map((mutant) => ({ mutant, hash: createHash('sha256').update(mutant.name).digest('hex') }));
  const turns = new Map<string, number>();
  const inTurn = hashed.sort((one, other) => (one.hash < other.hash ? -1 : 1)).map(({ mutant }) => {
    const turn = turns.get(mutant.kind) ?? 0;
    turns.set(mutant.kind, turn + 1);
    return { mutant, turn };
  });
  return inTurn.sort((one, other) => one.turn - other.turn).slice(0, SAMPLE).map(({ mutant }) => mutant);
}

const CASES = EXAMPLES.flatMap(([Example, ownership]) => ['with', 'without'].map((guardrails) => [Example.name, guardrails, Example, ownership] as const));

test.each(CASES)('every condition of %s, %s guardrails: what widens is a hole and a new cell, and nothing else is', (_, guardrails, Example, ownership) => {
  const original = guardrails === 'with' ? synthesized(Example) : withoutGuardrails(synthesized(Example));
  const before = reachedBy(original, ownership);
  expect([...before]).toEqual([]);
  const entering = letInBy(original);
  const classes = { widening: 0, equivalent: 0 };
  const wrong: string[] = [];
  for (const mutant of sampled(mutantsOf(original).filter((one) => !REPEATED.test(one.name)))) {
    const after = reachedBy(mutant.template, ownership);
    const { status, findings, changes = [] } = check([mutant.template], { against: [original] });
    const added = changes.filter(({ change }) => change === 'new');
    const isWider = after.size > 0;
    classes[isWider ? 'widening' : 'equivalent'] += 1;
    if (isWider !== (status === 'hole') || status === 'unevaluated') {
      wrong.push(`${mutant.name}: ${isWider ? [...after].join(', ') : 'no more than before'}, but ${status} ${findings.map(({ rule }) => rule).join(', ')}`);
    }
    const newcomers = [...letInBy(mutant.template)].filter((one) => !entering.has(one));
    if ((isWider || newcomers.length > 0) !== added.length > 0) {
      wrong.push(`${mutant.name}: ${[...after, ...newcomers].join(', ') || 'no more than before'}, but the diff says ${added.map(({ row, whose }) => `${row} ${whose}`).join(', ') || 'nothing'}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(classes.widening).toBeGreaterThan(0);
}, 600_000);

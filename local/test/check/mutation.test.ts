import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { AvatarsStack } from '../../../examples/avatars/avatars';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import { LeaderboardStack } from '../../../examples/leaderboard/leaderboard';
import { SignInWithCognitoStack } from '../../../examples/sign-in-with-cognito/sign-in-with-cognito';
import { mutantsOf, withoutGuardrails } from './brute-force/mutants';
import { reachedBy, type Ownership } from './brute-force/world';
import { readAssembly, type StackTemplate } from '../../src/assembly';
import { check } from '../../src/check';

const same = (id: string) => id;
const SCORES = ['Wins', 'Losses', 'TopScore', 'TopScoreDateTime'];
const EXAMPLES: readonly (readonly [new (app: App, id: string) => Stack, Ownership])[] = [
  [AvatarsStack, { bucket: { 'graph.facebook.com': (id) => `users/${id}/`, 'accounts.google.com': (id) => `users/google/${id}/` } }],
  [GameScoresStack, { idLength: 2, attributes: SCORES, table: { 'www.amazon.com': same, 'accounts.google.com': (id) => `google#${id}`, 'login.example.com': (id) => `login#${id}` } }],
  [LeaderboardStack, { attributes: ['Nickname'], table: { 'login.example.com': same }, shared: { ByTopScore: ['TopScore', 'Nickname'] } }],
  [SignInWithCognitoStack, { attributes: ['Wins'], table: { 'cognito-identity.amazonaws.com': same } }],
];

const folder = mkdtempSync(join(tmpdir(), 'check-mutants-'));
afterAll(() => rmSync(folder, { recursive: true }));

function synthesized(Example: new (app: App, id: string) => Stack): StackTemplate {
  const app = new App({ outdir: join(folder, Example.name) });
  new Example(app, 'Example');
  app.synth();
  return readAssembly(join(folder, Example.name))[0];
}

const CASES = EXAMPLES.flatMap(([Example, ownership]) => ['with', 'without'].map((guardrails) => [Example.name, guardrails, Example, ownership] as const));

test.each(CASES)('every condition of %s, %s guardrails: what widens is a hole, and nothing else is', (name, guardrails, Example, ownership) => {
  const original = guardrails === 'with' ? synthesized(Example) : withoutGuardrails(synthesized(Example));
  const before = reachedBy(original, ownership);
  expect([...before]).toEqual([]);
  const classes = { widening: 0, equivalent: 0 };
  const wrong: string[] = [];
  for (const mutant of mutantsOf(original)) {
    const after = reachedBy(mutant.template, ownership);
    const { status, findings } = check([mutant.template]);
    const isWider = after.size > 0;
    classes[isWider ? 'widening' : 'equivalent'] += 1;
    if (isWider !== (status === 'hole') || status === 'unevaluated') {
      wrong.push(`${mutant.name}: ${isWider ? [...after].join(', ') : 'no more than before'}, but ${status} ${findings.map(({ rule }) => rule).join(', ')}`);
    }
  }
  console.log(`${name} ${guardrails} guardrails: ${classes.widening} widening mutants, ${classes.equivalent} narrowing or equivalent ones`);
  expect(wrong).toEqual([]);
  expect(classes.widening).toBeGreaterThan(0);
}, 600_000);

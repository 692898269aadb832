import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { AvatarsStack } from '../../../examples/avatars/avatars';
import { ExistingTableStack } from '../../../examples/existing-table/existing-table';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import { GameWithRefereeStack } from '../../../examples/game-with-referee/game-with-referee';
import { LeaderboardStack } from '../../../examples/leaderboard/leaderboard';
import { stages } from '../../../examples/matchmaking/matchmaking';
import { SignInWithCognitoStack } from '../../../examples/sign-in-with-cognito/sign-in-with-cognito';
import { readAssembly } from '../../src/assembly';
import { check } from '../../src/check';

const folder = mkdtempSync(join(tmpdir(), 'check-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

const stack = (Example: new (app: App, id: string) => Stack) => [Example.name, (app: App): unknown => new Example(app, 'Example')] as const;

test.each([
  ...[AvatarsStack, ExistingTableStack, GameScoresStack, GameWithRefereeStack, LeaderboardStack, SignInWithCognitoStack].map(stack),
  ['Matchmaking, both stages', stages] as const,
])('%s: users are isolated, and there is no finding', (name, define) => {
  const app = new App({ outdir: join(folder, name) });
  define(app);
  app.synth();
  const { status, findings, matrix } = check(readAssembly(join(folder, name)));
  expect(findings).toEqual([]);
  expect(status).toBe('isolated');
  // Proved of something: users do reach what is theirs, and others' is refused.
  expect(matrix.some(({ cells }) => cells.own === 'allowed')).toBe(true);
  expect(matrix.some(({ cells }) => cells.others === 'refused')).toBe(true);
  expect(matrix.flatMap(({ cells }) => [cells.others, cells.everything, cells.hidden]).filter((cell) => cell === 'allowed' || cell === 'unevaluated')).toEqual([]);
});

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { asJson, asTable, wrap } from '../../../examples/game-scores/demo/report';
import { run } from '../../../examples/game-scores/demo/run';
import type { Result, Step } from '../../../examples/game-scores/demo/step';

const ROOT = join(__dirname, '..', '..', '..');

/** Runs the demo as `npm run demo` does. */
function demo(script: string[], ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const tsNode = join(ROOT, 'node_modules', '.bin', 'ts-node');
  return spawnSync(tsNode, ['-T', ...script, ...args], { cwd: ROOT, encoding: 'utf8', timeout: 60_000, env: { ...process.env, NODE_NO_WARNINGS: '1' } });
}

test('the demo: at least 25 steps, no surprises, a reason for every refusal', () => {
  const { status, stdout } = demo([join('examples', 'game-scores', 'demo', 'main.ts')], '--json');
  expect(status).toBe(0);
  expect(stdout.trimEnd()).not.toContain('\n');
  const { steps, surprises } = JSON.parse(stdout);
  expect(surprises).toBe(0);
  expect(steps.length).toBeGreaterThanOrEqual(25);
  for (const step of steps) {
    expect(Object.keys(step)).toEqual(['who', 'what', 'expected', 'got', 'error', 'reason']);
    expect(['allowed', 'refused']).toContain(step.expected);
    expect(step.got).toBe(step.expected);
    expect(step.error).toMatch(step.got === 'refused' ? /^(AccessDenied|ExpiredToken|InvalidIdentityToken)/ : /^$/);
    expect(step.reason).not.toBe('');
  }
  expect(steps.filter((step: Result) => step.got === 'allowed').length).toBeGreaterThanOrEqual(10);
}, 90_000);

test('a missed expectation ends it with exit code 1', () => {
  const script = `
    const parts = require('./examples/game-scores/demo/steps.ts');
    const { steps } = parts;
    parts.steps = async (...args) => [...await steps(...args), { who: 'eve', what: 'is let in', try: async () => { throw new Error('no'); } }];
    process.argv.push('--json');
    require('./examples/game-scores/demo/main.ts');
  `;
  const { status, stdout } = demo(['-e', script]);
  expect(status).toBe(1);
  const { steps, surprises } = JSON.parse(stdout);
  expect(surprises).toBe(1);
  expect(steps.pop()).toEqual({ who: 'eve', what: 'is let in', expected: 'allowed', got: 'refused', error: 'Error', reason: 'no' });
}, 90_000);

describe('a step', () => {
  const cloud = { decisions: () => [] } as unknown as Parameters<typeof run>[0];
  const refusal = (name: string) => async () => { throw Object.assign(new Error('because'), { name }); };
  const step = (attempt: Step['try'], refusedWith?: string): Step => ({ who: 'alice', what: 'does', refusedWith, try: attempt });

  test.each<[what: string, step: Step, wanted: Partial<Result>]>([
    ['allowed as expected', step(async () => 1), { expected: 'allowed', got: 'allowed', error: '', surprise: false }],
    ['refused as expected', step(refusal('AccessDenied'), 'AccessDenied'),
      { expected: 'refused', got: 'refused', error: 'AccessDenied', reason: 'because', surprise: false }],
    ['allowed against expectation', step(async () => 1, 'AccessDenied'), { expected: 'refused', got: 'allowed', surprise: true }],
    ['refused against expectation', step(refusal('AccessDenied')), { expected: 'allowed', got: 'refused', surprise: true }],
    ['refused for another reason', step(refusal('ECONNREFUSED'), 'AccessDenied'), { expected: 'refused', got: 'refused', error: 'ECONNREFUSED', surprise: true }],
  ])('%s', async (_, given, wanted) => {
    expect(await run(cloud, [given])).toEqual([expect.objectContaining(wanted)]);
  });
});

describe('the report', () => {
  const result: Result = { who: 'alice', what: 'reads', expected: 'refused', got: 'refused', error: 'AccessDenied', reason: 'it is bob\'s', surprise: false };

  test('as JSON has the contract\'s members only', () => {
    expect(JSON.parse(asJson([result], 0))).toEqual({
      steps: [{ who: 'alice', what: 'reads', expected: 'refused', got: 'refused', error: 'AccessDenied', reason: 'it is bob\'s' }], surprises: 0,
    });
  });

  test('as a table says why, and what was expected instead', () => {
    const table = asTable([result, { ...result, who: 'bob', got: 'allowed', error: '', reason: 'statement 1 allows it', surprise: true }], 1, 80);
    expect(table.split('\n').slice(3)).toEqual([
      '- alice  reads  refused  AccessDenied',
      '         it is bob\'s',
      '! bob    reads  allowed',
      '         expected: refused. statement 1 allows it',
      '',
      '2 steps, 1 surprise',
    ]);
  });

  test.each([
    ['a b c', 3, ['a b', 'c']],
    ['["aaa","bbb"] x', 8, ['["aaa",', '"bbb"] x']],
    ['a verylongword b', 5, ['a', 'verylongword', 'b']],
    ['', 5, ['']],
  ])('breaks %j at %d', (text, width, wanted) => {
    expect(wrap(text, width)).toEqual(wanted);
  });
});

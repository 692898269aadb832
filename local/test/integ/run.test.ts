import { Deployment } from '../../../integ/run/deployment';
import { run, type Cloud } from '../../../integ/run/run';
import { SCENARIOS } from '../../../integ/scenarios';

jest.mock('../../../integ/run/deployment');

const TESTS = [...SCENARIOS.keys()];
const played = { who: 'alice', what: 'put', expected: 'allowed', got: 'allowed' };
let log: string[];
/** What fails: `deploy broker`. */
let failing: string[];
let cloud: Cloud;

beforeEach(() => {
  log = [];
  failing = [];
  jest.mocked(Deployment).mockImplementation((test) => {
    const act = (what: string) => async (context?: { readonly issuer?: string }) => {
      log.push(`${what} ${test}${context?.issuer ? ` for ${context.issuer}` : ''}`);
      if (failing.includes(`${what} ${test}`)) throw new Error(`could not ${what}`);
      return { Stack: test };
    };
    return { test, deploy: act('deploy'), destroy: act('destroy') } as unknown as Deployment;
  });
  cloud = { env: {}, admin: {}, issuer: ({ Stack }) => `https://${Stack}`, play: jest.fn(async () => [played]) };
});

const go = (signal = new AbortController().signal) => run(cloud, 'folder', signal);

test('deploys the issuers first, tests with their URL, and destroys everything, the issuers last', async () => {
  await expect(go()).resolves.toEqual(TESTS.map((test) => ({ test, results: [played] })));
  expect(log[0]).toBe('deploy issuer');
  expect(log.at(-1)).toBe('destroy issuer');
  expect(log.slice(1, -1).sort()).toEqual(TESTS.flatMap((test) => [`deploy ${test} for https://issuer`, `destroy ${test}`]).sort());
});

test('a test that cannot be deployed is told and destroyed; the others are played', async () => {
  failing = ['deploy broker'];
  const all = await go();
  expect(all).toContainEqual({ test: 'broker', results: [], error: 'could not deploy' });
  expect(all.filter(({ error }) => error === undefined)).toHaveLength(TESTS.length - 1);
  expect(log).toContain('destroy broker');
});

test('a scenario that cannot be played is told, and destroyed', async () => {
  cloud = { ...cloud, play: async () => { throw new Error('could not play'); } };
  await expect(go()).resolves.toContainEqual({ test: 'broker', results: [], error: 'could not play' });
  expect(log).toContain('destroy broker');
});

test('what could not be destroyed is told beside what was played', async () => {
  failing = ['destroy broker'];
  const all = await go();
  expect(all.filter(({ test }) => test === 'broker')).toEqual([{ test: 'broker', results: [played] }, { test: 'broker', results: [], error: 'could not destroy' }]);
});

test('without issuers nothing is deployed', async () => {
  failing = ['deploy issuer'];
  await expect(go()).resolves.toEqual([{ test: 'issuer', results: [], error: 'could not deploy' }]);
  expect(log).toEqual(['deploy issuer', 'destroy issuer']);
});

test('an interrupted run plays nothing and destroys everything', async () => {
  const all = await go(AbortSignal.abort());
  expect(all.every(({ error }) => error?.includes('aborted'))).toBe(true);
  expect(cloud.play).not.toHaveBeenCalled();
  expect(log.filter((line) => line.startsWith('destroy'))).toHaveLength(TESTS.length + 1);
});

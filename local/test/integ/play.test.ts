import { play } from '../../../integ/scenarios/play';
import { allowed, refused } from '../../../integ/scenarios/step';

const alice = { name: 'alice' };
const fail = (name: string) => async () => { throw Object.assign(new Error(`${name} it is`), { name }); };

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

test('tells what came of each step, in order, a refusal with AWS\'s words', async () => {
  await expect(play([
    allowed(alice, 'put', async () => {}, 'a belief'),
    refused(alice, 'get', 'AccessDenied', fail('AccessDenied')),
    refused(alice, 'scan', 'AccessDenied', async () => {}),
  ], 0)).resolves.toEqual([
    { who: 'alice', what: 'put', expected: 'allowed', got: 'allowed', settles: 'a belief' },
    { who: 'alice', what: 'get', expected: 'AccessDenied', got: 'AccessDenied', message: 'AccessDenied it is' },
    { who: 'alice', what: 'scan', expected: 'AccessDenied', got: 'allowed' },
  ]);
});

test('an unexpected refusal is tried again while IAM may not have settled', async () => {
  const act = jest.fn(async () => {}).mockImplementationOnce(fail('AccessDenied')).mockImplementationOnce(fail('AccessDenied'));
  const played = play([allowed(alice, 'put', act)], 60_000);
  await jest.advanceTimersByTimeAsync(4_000);
  await expect(played).resolves.toMatchObject([{ got: 'allowed' }]);
  expect(act).toHaveBeenCalledTimes(3);
});

test('no longer than that, for all steps together', async () => {
  const act = jest.fn(fail('AccessDenied'));
  const played = play([allowed(alice, 'put', act), allowed(alice, 'get', act)], 3_000);
  await jest.advanceTimersByTimeAsync(4_000);
  await expect(played).resolves.toMatchObject([{ got: 'AccessDenied' }, { got: 'AccessDenied' }]);
  expect(act).toHaveBeenCalledTimes(4);
});

test('what was allowed and must not be is not tried again', async () => {
  const act = jest.fn(async () => {});
  await expect(play([refused(alice, 'scan', 'AccessDenied', act)], 60_000)).resolves.toMatchObject([{ got: 'allowed' }]);
  expect(act).toHaveBeenCalledTimes(1);
});

import { invoke } from '../../../integ/run/invoke';

const ENVIRONMENT = { AWS_REGION: 'us-west-2', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'x' };

beforeEach(() => { Object.assign(process.env, ENVIRONMENT); });
afterEach(() => jest.restoreAllMocks());

const answer = (status: number, content: unknown, headers: Record<string, string> = {}) =>
  jest.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json(content, { status, headers }));

test('gives what the function answered', async () => {
  const results = [{ who: 'alice', what: 'put own item', expected: 'allowed', got: 'allowed' }];
  const fetched = answer(200, results);
  await expect(invoke('Scenario-1')).resolves.toEqual(results);
  expect(fetched).toHaveBeenCalledWith('https://lambda.us-west-2.amazonaws.com/2015-03-31/functions/Scenario-1/invocations', expect.objectContaining({ method: 'POST' }));
});

test('fails: the function threw', async () => {
  answer(200, { errorMessage: 'no such scenario' }, { 'x-amz-function-error': 'Unhandled' });
  await expect(invoke('Scenario-1')).rejects.toThrow('Scenario-1: {"errorMessage":"no such scenario"}');
});

test('fails: it may not be invoked', async () => {
  answer(403, { Message: 'not authorized' });
  await expect(invoke('Scenario-1')).rejects.toThrow('lambda answered 403: {"Message":"not authorized"}');
});

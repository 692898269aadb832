import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { decisions } from '../../src/commands/decisions';
import { Deployer, gameTemplate } from '../cloudformation/support';

let deployer: Deployer;
let printed: string[];
beforeEach(async () => {
  deployer = await Deployer.start();
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => { printed.push(line); });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await deployer.stop();
});

const show = (options: object = {}) => decisions({ endpoint: deployer.cloud.endpoint, secret: deployer.cloud.secret, ...options });

test('refusals alone, with the change that helps', async () => {
  const { outputs } = await deployer.deploy('Game', gameTemplate());
  const alice = await deployer.player('alice', outputs.Role);
  const get = (UserId: string, more: object = {}) => (
    alice.send(new GetItemCommand({ TableName: outputs.Table, Key: { UserId: { S: UserId } }, ...more })).catch(() => undefined));
  await get('alice', { ProjectionExpression: 'Wins' });
  await get('bob', { ProjectionExpression: 'Wins' });
  await get('alice', { ProjectionExpression: 'Secret' });
  await alice.send(new UpdateItemCommand({ TableName: outputs.Table, Key: { UserId: { S: 'alice' } } })).catch(() => undefined);
  await show({ denied: true });
  expect(printed.map((lines) => /^\S+ (\w+) \S+ \(user alice\) (\S+)/.exec(lines)?.slice(1))).toEqual([
    ['ImplicitlyDenied', 'dynamodb:GetItem'], ['ImplicitlyDenied', 'dynamodb:GetItem'], ['ImplicitlyDenied', 'dynamodb:UpdateItem'],
  ]);
  expect(printed[0]).toContain('\n  hint: the partition key is not this user\'s');
  expect(printed[1]).toContain('\n  hint: name the attributes: add a ProjectionExpression');
  expect(printed[2]).not.toContain('hint');
  expect(printed.join()).not.toContain('\x1b');
  const refusals = printed.length;
  await show();
  expect(printed.length - refusals).toBeGreaterThan(refusals);
});

test('--follow tells each once, as it comes, and ends with the local cloud', async () => {
  const { outputs } = await deployer.deploy('Game', gameTemplate());
  const following = show({ follow: true, denied: true });
  const alice = await deployer.player('alice', outputs.Role);
  for (const name of ['bob', 'carol']) {
    await alice.send(new GetItemCommand({ TableName: outputs.Table, Key: { UserId: { S: name } } })).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  await deployer.stop();
  await expect(following).rejects.toThrow('does not answer');
  expect(printed).toHaveLength(2);
});

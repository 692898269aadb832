import { CreateChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { codeOf, Deployer, gameTemplate } from './support';
import type { ChangeSet } from '../../src/cloudformation/change-set';
import { ChangeSets } from '../../src/cloudformation/change-sets';

test('of 1,001 that nobody executed, the oldest is gone', () => {
  const sets = new ChangeSets();
  for (let i = 0; i < 1_001; i += 1) sets.add({ id: `arn:${i}`, name: `set-${i}`, stackId: 'stack' } as ChangeSet);
  const names = sets.of('stack').map(({ name }) => name);
  expect([names.length, names[0], names.at(-1)]).toEqual([1_000, 'set-1', 'set-1000']);
});

/** API Reference, CreateChangeSet, ChangeSetName. */
test('their names are those that AWS takes', async () => {
  const cloud = await Deployer.start();
  const create = (ChangeSetName: string) => codeOf(cloud.cloudformation.send(new CreateChangeSetCommand({
    StackName: 'Game', ChangeSetName, ChangeSetType: 'CREATE', TemplateBody: JSON.stringify(gameTemplate()), Capabilities: ['CAPABILITY_IAM'],
  })));
  for (const name of ['a', 'A-1', 'x'.repeat(128)]) expect(await create(name)).toBe('allowed');
  for (const name of ['1', '-a', 'a_b', 'a b', 'a/b', 'x'.repeat(129)]) expect(await create(name)).toBe('ValidationError');
  await cloud.stop();
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Deployer, gameTemplate, summary } from './support';

const newFolder = () => mkdtempSync(join(tmpdir(), 'data-'));
const BUCKET = { Avatars: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'avatars-of-game' } } };

async function reopened(data: string, cloud: Deployer, assembly?: string): Promise<Deployer> {
  await cloud.stop();
  return Deployer.start({ data, assembly });
}

test('stacks, items and objects outlive the process', async () => {
  const data = newFolder();
  let cloud = await Deployer.start({ data });
  const { outputs, stack } = await cloud.deploy('Game', gameTemplate({ resources: BUCKET }));
  const player = await cloud.player('alice', outputs.Role);
  await player.send(new PutItemCommand({ TableName: outputs.Table, Item: { UserId: { S: 'alice' }, Wins: { S: '1' } } }));
  const s3 = () => new S3Client({ ...cloud.as(cloud.cloud.administrator), forcePathStyle: true });
  await s3().send(new PutObjectCommand({ Bucket: 'avatars-of-game', Key: 'alice/a', Body: 'picture' }));

  cloud = await reopened(data, cloud);
  const { outputs: after, stack: kept } = await cloud.described('Game');
  expect([after, kept.StackId]).toEqual([outputs, stack.StackId]);
  const again = await cloud.player('alice', outputs.Role);
  expect((await again.send(new GetItemCommand({ TableName: outputs.Table, Key: { UserId: { S: 'alice' } } }))).Item).toEqual({ UserId: { S: 'alice' }, Wins: { S: '1' } });
  const { Body } = await s3().send(new GetObjectCommand({ Bucket: 'avatars-of-game', Key: 'alice/a' }));
  expect(await Body!.transformToString()).toBe('picture');

  // What still holds something is not deleted, and outlives the process with its stack.
  expect(summary(await cloud.destroy('Game')).slice(-2)).toEqual(['Avatars DELETE_FAILED', 'Game DELETE_FAILED']);
  cloud = await reopened(data, cloud);
  expect(await cloud.status('Game')).toBe('DELETE_FAILED');
  expect((await cloud.administrator.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  await cloud.stop();
});

test('an assembly that is started again is deployed again: with its changes, on the same items', async () => {
  const data = newFolder();
  const assembly = join(newFolder(), 'Game.template.json');
  writeFileSync(assembly, JSON.stringify(gameTemplate()));
  let cloud = await Deployer.start({ data, assembly });
  const { outputs } = await cloud.described('Game');
  await cloud.administrator.send(new PutItemCommand({ TableName: outputs.Table, Item: { UserId: { S: 'alice' } } }));

  writeFileSync(assembly, JSON.stringify(gameTemplate({ attributes: ['UserId'] })));
  cloud = await reopened(data, cloud, assembly);
  expect((await cloud.described('Game')).outputs).toEqual(outputs);
  const player = await cloud.player('alice', outputs.Role);
  await expect(player.send(new PutItemCommand({ TableName: outputs.Table, Item: { UserId: { S: 'alice' }, Wins: { S: '1' } } }))).rejects.toThrow('not authorized');
  expect((await player.send(new GetItemCommand({ TableName: outputs.Table, Key: { UserId: { S: 'alice' } } }))).Item).toBeDefined();

  writeFileSync(assembly, JSON.stringify({ Resources: { It: { Type: 'AWS::IoT::Thing' } } }));
  await cloud.stop();
  await expect(Deployer.start({ data, assembly })).rejects.toThrow('which the local cloud does not support');
  cloud = await Deployer.start({ data });
  expect((await cloud.described('Game')).outputs).toEqual(outputs);
  await cloud.stop();
});

test('two processes do not share a folder', async () => {
  const data = newFolder();
  const cloud = await Deployer.start({ data });
  await expect(Deployer.start({ data })).rejects.toThrow(data);
  await cloud.stop();
});

import { DeleteCommand, GetCommand, PutCommand, QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { WebIdentityClientConfig, WebIdentityProvider, WebIdentityUserTable } from 'cdk-web-identity';
import { readAssembly } from '../../src/assembly';
import { check } from '../../src/check';
import { APPS, Game, outcome, templateFile } from '../support/game-scores';

/** A table without a sort key: each user has one item, and reaches no other. */

const [ALICE, BOB] = ['amzn1.account.ALICE', 'amzn1.account.BOB'];
const TableName = 'Profiles';

function template(): any {
  const stack = new Stack(new App(), 'GameScores');
  const profiles = new WebIdentityUserTable(stack, 'Profiles', {
    tableName: TableName,
    providers: [WebIdentityProvider.loginWithAmazon({ appIds: [APPS.amazon] })],
    attributes: ['Nickname'],
    serverAttributes: ['Banned'],
  });
  new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { profiles } });
  return Template.fromStack(stack).toJSON();
}

test('own item alone, by what the client config tells', async () => {
  const game = await Game.start(template());
  try {
    const client = await game.client('amazon', ALICE);
    const { name, userIdAttribute, attributes, sortKey } = game.config.tables.profiles;
    expect([name, userIdAttribute, attributes, sortKey]).toEqual([TableName, 'UserId', ['UserId', 'Nickname'], undefined]);
    const names = Object.fromEntries(attributes.map((attribute: string, i: number) => [`#${i}`, attribute]));
    const projected = { TableName: name, ProjectionExpression: Object.keys(names).join(', '), ExpressionAttributeNames: names };
    const set = { UpdateExpression: 'SET Nickname = :n', ExpressionAttributeValues: { ':n': 'Al' } };
    const tried = async (act: Parameters<typeof outcome>[0]) => outcome(act);

    expect(await tried(() => client.send(new UpdateCommand({ TableName, Key: { UserId: ALICE }, ...set })))).toBe('allowed');
    expect((await client.send(new GetCommand({ ...projected, Key: { UserId: ALICE } }))).Item).toEqual({ UserId: ALICE, Nickname: 'Al' });
    const refused = await Promise.all([
      tried(() => client.send(new GetCommand({ ...projected, Key: { UserId: BOB } }))),
      tried(() => client.send(new UpdateCommand({ TableName, Key: { UserId: BOB }, ...set }))),
      tried(() => client.send(new PutCommand({ TableName, Item: { UserId: ALICE, Nickname: 'Al' } }))),
      tried(() => client.send(new DeleteCommand({ TableName, Key: { UserId: ALICE } }))),
      tried(() => client.send(new UpdateCommand({ TableName, Key: { UserId: ALICE }, UpdateExpression: 'SET Banned = :n', ExpressionAttributeValues: { ':n': false } }))),
      tried(() => client.send(new GetCommand({ TableName, Key: { UserId: ALICE } }))),
      tried(() => client.send(new QueryCommand({ ...projected, KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': BOB } }))),
      tried(() => client.send(new ScanCommand(projected))),
    ]);
    expect(refused).toEqual(refused.map(() => 'AccessDeniedException'));
  } finally {
    await game.stop();
  }
});

test('the isolation check proves it', () => {
  const { status, findings } = check(readAssembly(templateFile(template())));
  expect({ status, findings }).toEqual({ status: 'isolated', findings: [] });
});

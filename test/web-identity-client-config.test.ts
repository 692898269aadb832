import { amazon, google, login, newStack, templateOf } from './support';
import { WebIdentityClientConfig, WebIdentityGameTable, WebIdentityUserBucket, WebIdentityUsers } from '../src';

test('says region, role per provider, how keys are formed, and the tables', () => {
  const stack = newStack();
  const scores = new WebIdentityGameTable(stack, 'GameScores', { tableName: 'GameScores', providers: [amazon, google, login] });
  new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores } });

  const output = templateOf(stack).Outputs.ClientConfig;
  const text = output.Value['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : part['Fn::GetAtt']?.[0] ?? part.Ref)).join('');
  expect(JSON.parse(text)).toEqual({
    version: 1,
    region: 'us-west-2',
    providers: {
      'amazon': { roleArn: expect.stringMatching(/^GameScoresUsersamazon/), userKeyPrefix: '', folderPrefix: '' },
      'google': { roleArn: expect.stringMatching(/^GameScoresUsersgoogle/), userKeyPrefix: 'google#', folderPrefix: 'google/' },
      'https://login.example.com': { roleArn: expect.stringMatching(/^GameScoresUserslogin/), userKeyPrefix: 'login#', folderPrefix: 'login/' },
    },
    tables: { scores: { name: expect.stringMatching(/^GameScoresTable/), userIdAttribute: 'UserId', sortKey: 'GameTitle' } },
    buckets: {},
  });
});

test('refuses tables of different users, and none at all', () => {
  const stack = newStack();
  const one = new WebIdentityGameTable(stack, 'One', { providers: [amazon] });
  const two = new WebIdentityGameTable(stack, 'Two', { providers: [google] });
  expect(() => new WebIdentityClientConfig(stack, 'Both', { tables: { one, two } })).toThrow(/config-users-differ/);
  expect(() => new WebIdentityClientConfig(stack, 'None', { tables: {} })).toThrow(/config-empty/);
});

test('buckets and, on wish, an SSM parameter with the same text', () => {
  const stack = newStack();
  const users = new WebIdentityUsers(stack, 'Players', { providers: [google] });
  const avatars = new WebIdentityUserBucket(stack, 'Avatars', { users, sharedPrefixes: ['public/'] });
  const config = new WebIdentityClientConfig(stack, 'Config', { buckets: { avatars }, parameterName: '/game/config' });
  const template = templateOf(stack);
  const [parameter] = Object.values<any>(template.Resources).filter((resource) => resource.Type === 'AWS::SSM::Parameter');
  expect(parameter.Properties).toEqual({ Name: '/game/config', Type: 'String', Value: template.Outputs.Config.Value });
  expect(stack.resolve(config.json)).toEqual(template.Outputs.Config.Value);
  expect(JSON.stringify(template.Outputs.Config.Value)).toContain('\\"prefix\\":\\"users/\\",\\"sharedPrefixes\\":[\\"public/\\"]');
});

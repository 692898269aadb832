import { amazon, google, login, newStack, templateOf } from './support';
import { WebIdentityClientConfig, WebIdentityGameTable } from '../src';

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

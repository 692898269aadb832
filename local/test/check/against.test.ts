import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allow, role, table, TABLE } from './template';

const folder = mkdtempSync(join(tmpdir(), 'check-against-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const template = (...actions: string[]) => JSON.stringify({ Resources: { Table: table(), Users: role([allow(actions, TABLE, OWN)]) } });

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function run(...options: string[]) {
  return spawnSync(process.execPath, [join(__dirname, '../../bin/cdk-web-identity-local.js'), 'check', ...options], { encoding: 'utf8', cwd: folder });
}

const git = (...words: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { cwd: folder, stdio: 'ignore' });

beforeAll(() => {
  git('init', '-b', 'main');
  file('app.json', template('dynamodb:GetItem'));
  mkdirSync(join(folder, 'cdk.out'));
  file('cdk.out/manifest.json', JSON.stringify({ version: '53.0.0', artifacts: { App: { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'App.template.json' } } } }));
  file('cdk.out/App.template.json', template('dynamodb:GetItem'));
  git('add', '.');
  git('commit', '-m', 'before');
  rmSync(join(folder, 'cdk.out'), { recursive: true });
  file('app.json', template('dynamodb:PutItem'));
});

test('a template beside it: a table of what is new and what is lost, with requests, instead of the matrix', () => {
  const { stdout, status } = run('app.json', '--against', file('before.json', template('dynamodb:GetItem')));
  expect(stdout.split('\n').map((line) => line.trimEnd())).toEqual([
    'Access diff: 1 new, 1 lost.',
    '      who                      what        whose data  of     is',
    'new   users of amazon (Users)  put items   own         Table  allowed',
    '      role: app.Users',
    '      resource: app.Table',
    '      statement: 1 of access, app.Users',
    '      request: PutItem {"TableName":"GameScores","Item":{"UserId":{"S":"amzn1.account.1"},"GameTitle":{"S":"1"}}}',
    '      as: user "amzn1.account.1"',
    'lost  users of amazon (Users)  read items  own         Table  allowed',
    '      role: app.Users',
    '      resource: app.Table',
    '      statement: 1 of access, app.Users',
    '      request: GetItem {"TableName":"GameScores","Key":{"UserId":{"S":"amzn1.account.1"},"GameTitle":{"S":"1"}}}',
    '      as: user "amzn1.account.1"',
    '',
    'Isolated: users reach their own data and what is shared on purpose, nothing else.',
    '',
  ]);
  // What is new need not be wrong: the verdict is the check's.
  expect(status).toBe(0);
});

test.each(['main', 'HEAD'])('a commit of Git: %s', (commit) => {
  expect(JSON.parse(run('app.json', '--against', commit, '--json').stdout).changes).toMatchObject([{ change: 'new', row: 'put items' }, { change: 'lost', row: 'read items' }]);
});

test('a cdk.out folder that is no longer there, of a commit', () => {
  mkdirSync(join(folder, 'cdk.out'));
  file('cdk.out/manifest.json', JSON.stringify({ version: '53.0.0', artifacts: { App: { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'Now.template.json' } } } }));
  file('cdk.out/Now.template.json', template('dynamodb:GetItem', 'dynamodb:DeleteItem'));
  expect(JSON.parse(run('cdk.out', '--against', 'main', '--json').stdout).changes).toMatchObject([{ change: 'new', row: 'delete items' }]);
});

test('nothing new, nothing lost', () => {
  expect(run('app.json', '--against', 'app.json').stdout).toContain('Access diff: nobody can do more or less than before.\n');
});

test('Markdown for a pull request: nothing of a template is markup there', () => {
  const evil = JSON.stringify({ Resources: { Table: table({ TableName: 'GameScores' }), Users: role([allow('dynamodb:PutItem', TABLE, { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['</code>|![x](http://evil.example)@all`'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } })]) } });
  const markdown = join(folder, 'out.md');
  run(file('evil.json', evil), '--against', 'app.json', '--markdown', markdown);
  const text = readFileSync(markdown, 'utf8');
  expect(text).toMatch(/^### Who can do what to whose data\n\nAccess diff: 1 new, 1 lost\.\n\n\| {2}\| who \| what \|/);
  expect(text).toContain('| **new** | <code>users of amazon &#40;Users&#41;</code> | <code>put items</code> |');
  expect(text).not.toMatch(/<\/code>\||!\[|http:\/\/|@all|`/);
});

test('SARIF: what is new and not one\'s own is a warning, the rest a note', () => {
  const sarif = join(folder, 'out.sarif');
  const open = JSON.stringify({ Resources: { Table: table(), Users: role([allow('dynamodb:PutItem', TABLE, OWN), allow('dynamodb:Scan', TABLE)]) } });
  run(file('open.json', open), '--against', file('before.json', template('dynamodb:GetItem')), '--sarif', sarif);
  const { runs: [{ results, tool: { driver: { rules } } }] } = JSON.parse(readFileSync(sarif, 'utf8'));
  const told = results.filter(({ ruleId }: { ruleId: string }) => ruleId.endsWith('-access'));
  expect(told.map(({ ruleId, level }: any) => [ruleId, level])).toEqual([['new-access', 'note'], ['new-access', 'warning'], ['lost-access', 'note']]);
  expect(told.every(({ ruleId, ruleIndex }: any) => rules[ruleIndex].id === ruleId)).toBe(true);
  expect(new Set(told.map(({ partialFingerprints }: any) => JSON.stringify(partialFingerprints))).size).toBe(3);
});

test.each([
  [['app.json', '--against', 'nowhere'], 'want a template, a cdk.out folder or a commit of Git'],
  [['app.json', '--against', '--output=x'], 'want a template'],
  [['open.json', '--against', 'main'], 'does not hold open.json'],
  [['app.json', '--markdown', 'out.md'], 'want --against as well'],
])('%p: one line, exit 2', (words, message) => {
  file('open.json', template('dynamodb:GetItem'));
  const { status, stderr, stdout } = run(...words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(message);
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allow, deny, role, table, TABLE } from './template';

const folder = mkdtempSync(join(tmpdir(), 'check-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function run(...options: string[]) {
  return spawnSync(process.execPath, [join(__dirname, '../../bin/cdk-web-identity-local.js'), 'check', ...options], { encoding: 'utf8' });
}

const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const ISOLATED = JSON.stringify({ Resources: { Table: table(), Users: role([allow('dynamodb:GetItem', TABLE, OWN)]) } });
const OPEN = JSON.stringify({ Resources: { Table: table(), Users: role([allow('dynamodb:GetItem', TABLE)]) } });
const FRAGILE = JSON.stringify({ Resources: { Table: table(), Users: role([allow('dynamodb:GetItem', TABLE, { 'ForAllValues:StringEquals': OWN['ForAllValues:StringEquals'] })]) } });

test('exit codes are those of the contract', () => {
  expect(run(file('isolated.json', ISOLATED)).status).toBe(0);
  expect(run(file('open.json', OPEN)).status).toBe(1);
  expect(run(file('fragile.json', FRAGILE)).status).toBe(0);
  expect(run(file('fragile.json', FRAGILE), '--strict').status).toBe(1);
  expect(run(file('nobody.json', JSON.stringify({ Resources: { Table: table() } }))).status).toBe(2);
});

test.each([
  ['no JSON', '{'],
  ['no template', '{"a": 1}'],
  ['no object', '[]'],
  ['a loop of references', JSON.stringify({ Resources: { 'Fn::ForEach::X': [] } })],
  ['nested beyond all measure', `${'{"Resources":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['control characters in names', JSON.stringify({ Resources: { 'A\u001b[31m\nB': { Type: 'AWS::S3::Bucket' } } })],
])('%s: one line, exit 2', (name, text) => {
  const { status, stderr, stdout } = run(file(`${name.replace(/\W/g, '-')}.json`, text));
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/^cdk-web-identity-local: /);
  expect(stderr.trim()).not.toMatch(/\p{Cc}/u);
});

test('a file that is not there, and an --allow that names nothing: one line, exit 2', () => {
  expect(run(join(folder, 'nowhere.json'))).toMatchObject({ status: 2, stdout: '' });
  const { status, stderr } = run(file('isolated.json', ISOLATED), '--allow', 'read:Nothing');
  expect(status).toBe(2);
  expect(stderr).toContain('Nothing');
});

test('--replay: each request is sent to a local cloud, and what it says is told; what it does not confirm is no proof', () => {
  const { stdout, status } = run(file('open.json', OPEN), '--replay');
  expect(stdout).toMatch(/\nReplayed: \d+ requests went through and \d+ were refused, as said\.\n$/);
  expect(status).toBe(1);
  const { replay } = JSON.parse(run(file('isolated.json', ISOLATED), '--replay', '--json').stdout);
  expect(replay).toMatchObject({ through: expect.any(Number), differing: [] });
  expect(replay.refused).toBeGreaterThan(5);
  // Only who comes from another network avoids this Deny: nothing that comes from this machine can.
  const elsewhere = JSON.stringify({ Resources: { Table: table(), Users: role([allow('dynamodb:GetItem', TABLE), deny('dynamodb:*', TABLE, { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })]) } });
  const differs = run(file('elsewhere.json', elsewhere), '--replay');
  expect(differs.status).toBe(2);
  expect(differs.stdout).toContain('NOT CONFIRMED: ');
});

test('--replay of what the local cloud does not take: one line, exit 2', () => {
  const { status, stderr, stdout } = run(file('anybody.json', JSON.stringify({ Resources: { Table: table(), Users: role([allow('dynamodb:GetItem', TABLE)], { conditions: {} }) } })), '--replay');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('--replay: the local cloud does not take it: ');
});

test('the JSON names the request, the SARIF the rule, and the page needs nothing else', () => {
  const [sarif, html] = [join(folder, 'out.sarif'), join(folder, 'out.html')];
  const { stdout } = run(file('open.json', OPEN), '--json', '--sarif', sarif, '--html', html);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ schema: 1, status: 'hole' });
  expect(report.findings).toMatchObject([{ rule: 'whole-table-reach', outcome: 'hole', witness: { signIn: { provider: 'amazon' }, call: { service: 'dynamodb', operation: 'GetItem' } } }]);
  const { runs: [{ results, tool }] } = JSON.parse(readFileSync(sarif, 'utf8'));
  expect(results).toMatchObject([{ ruleId: 'whole-table-reach', level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: expect.stringContaining('open.json') } } }] }]);
  expect(tool.driver.rules[results[0].ruleIndex].id).toBe('whole-table-reach');
  const page = readFileSync(html, 'utf8');
  expect(page).toMatch(/<html lang="en">[\s\S]*<title>[\s\S]*<th scope="col">[\s\S]*<th scope="row">/);
  expect(page).not.toMatch(/<script|src=|href=|url\(|@import/);
});

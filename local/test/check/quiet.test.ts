import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allow, role, table, TABLE } from './template';

const folder = mkdtempSync(join(tmpdir(), 'check-quiet-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PROGRAM = join(__dirname, '../../bin/cdk-web-identity-local.js');
const template = join(folder, 'app.json');
writeFileSync(template, JSON.stringify({ Resources: { Table: table(), Users: role([allow('dynamodb:GetItem', TABLE)]) } }));

/** Read before the program: whoever opens a socket, looks a name up, starts a process or writes elsewhere is told on, and stopped. */
const GUARD = `
const { syncBuiltinESMExports } = require('node:module');
const out = process.argv.flatMap((word) => word.startsWith('${folder}') ? [word] : []);
const stop = (what) => { require('node:fs').writeSync(2, 'CAUGHT ' + what + '\\n'); process.exit(99); };
for (const [module, names] of [['node:net', ['connect', 'createConnection', 'createServer']], ['node:dns', ['lookup', 'resolve']], ['node:http', ['request', 'get']], ['node:https', ['request', 'get']], ['node:dgram', ['createSocket']], ['node:child_process', ['spawn', 'spawnSync', 'exec', 'execFile', 'execFileSync', 'execSync', 'fork']]])
  for (const name of names) require(module)[name] = () => stop(module + '.' + name);
require('node:net').Socket.prototype.connect = () => stop('Socket.connect');
require('node:net').Server.prototype.listen = () => stop('Server.listen');
globalThis.fetch = () => stop('fetch');
const fs = require('node:fs');
for (const name of ['writeFileSync', 'appendFileSync', 'mkdirSync', 'mkdtempSync', 'renameSync', 'rmSync', 'unlinkSync', 'createWriteStream', 'writeFile', 'mkdir', 'mkdtemp', 'rename', 'rm', 'unlink', 'appendFile', 'cpSync', 'copyFileSync', 'symlinkSync']) {
  const act = fs[name];
  fs[name] = (...words) => (out.includes(String(words[0])) ? act(...words) : stop(name + ' ' + words[0]));
}
const open = fs.openSync;
fs.openSync = (path, flags = 'r', ...more) => (/[wa+]/.test(String(flags)) && !out.includes(String(path)) ? stop('openSync ' + path) : open(path, flags, ...more));
syncBuiltinESMExports();
`;
const guard = join(folder, 'guard.cjs');
writeFileSync(guard, GUARD);

function run(program: string, ...words: string[]) {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', guard, program, ...words], { encoding: 'utf8', cwd: home, env: { ...process.env, HOME: home, TMPDIR: home } });
  return { status, stdout, stderr, left: readdirSync(home) };
}

test('check opens no socket, starts no process and writes nothing but what it is asked for', () => {
  const files = ['out.html', 'out.sarif', 'out.md'].map((name) => join(folder, name));
  const { status, stderr, stdout, left } = run(PROGRAM, 'check', template, '--against', template, '--html', files[0], '--sarif', files[1], '--markdown', files[2]);
  expect({ status, stderr, left }).toEqual({ status: 1, stderr: '', left: [] });
  expect(stdout).toContain('Not isolated');
  expect(files.every((file) => statSync(file).size > 0)).toBe(true);
});

test('without options it writes nothing at all', () => {
  expect(run(PROGRAM, 'check', template)).toMatchObject({ status: 1, stderr: '', left: [] });
});

test('whoever does so is caught', () => {
  const naughty = (code: string) => {
    const file = join(folder, 'naughty.cjs');
    writeFileSync(file, code);
    return run(file);
  };
  expect(naughty("require('node:net').connect(9)").stderr).toContain('CAUGHT');
  expect(naughty("fetch('http://127.0.0.1:9')").stderr).toContain('CAUGHT');
  expect(naughty("require('fs').writeFileSync('x', '')").stderr).toContain('CAUGHT');
  expect(naughty("import('node:fs').then(({ writeFileSync }) => writeFileSync('x', ''))").stderr).toContain('CAUGHT');
});

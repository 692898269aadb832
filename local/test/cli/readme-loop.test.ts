import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** The block of the README that shows the whole loop, run as it stands; but for the port, which may be taken here. */

const ROOT = join(__dirname, '../../..');
const [, BLOCK] = /\*\*The whole loop\*\*.*?```bash\n(.*?)```/s.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
const [, APP] = /## The smallest example\n\n```ts\n(.*?)```/s.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** An app of the smallest example, with this repository's packages. */
function newApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loop-'));
  const [, imports, body] = /^(.*;\n)\n(.*)$/s.exec(APP)!;
  writeFileSync(join(folder, 'app.ts'), `${imports}import { App, Stack } from 'aws-cdk-lib';
new class extends Stack {
  constructor() {
    super(new App(), 'Game');
${body}
  }
}();
`);
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'npx ts-node -T app.ts' }));
  writeFileSync(join(folder, 'package.json'), '{}');
  const compilerOptions = { module: 'commonjs', moduleResolution: 'node10', target: 'es2022', ignoreDeprecations: '6.0' };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'home'));
  return folder;
}

test('is pasted, and works', async () => {
  if (spawnSync('aws', ['--version']).status !== 0) {
    console.info('the AWS CLI is not installed: not run');
    return;
  }
  const folder = newApp();
  // As in a shell that one types into: jobs have numbers.
  const script = `set -m\n${BLOCK}`.replaceAll('4580', String(await freePort()));
  const quiet = { NODE_NO_WARNINGS: '1', CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_DISABLE_VERSION_CHECK: '1', CDK_VALIDATION: 'false' };
  const { stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: folder, encoding: 'utf8', timeout: 220_000, env: { PATH: process.env.PATH, PYENV_ROOT: join(homedir(), '.pyenv'), HOME: join(folder, 'home'), ...quiet },
  });
  expect(stderr).toContain('AccessDeniedException');
  expect(stdout).toMatch(/"Wins": \{\s*"N": "1"/);
  expect(stdout).toMatch(/ImplicitlyDenied .*dynamodb:GetItem .*bob|Denied.*GetItem.*bob/);
}, 240_000);

// Runs the library's unit tests on the newest aws-cdk-lib and constructs, in a folder of its own:
// changing versions in place breaks aws-cdk-lib's bundled dependencies.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOURCES = ['src', 'test', 'examples', 'docs', 'rosetta', 'README.md', 'tsconfig.json'];
// Tests of what is packed, and of samples that use AWS SDK clients, have nothing to do with the CDK version.
const LEFT_OUT = ['packaging', 'samples'];

const { devDependencies, jest } = JSON.parse(readFileSync('package.json', 'utf8'));
const tools = ['@types/jest', '@types/node', 'cdk-nag', 'jest', 'ts-jest', 'typescript'];

const folder = mkdtempSync(join(tmpdir(), 'compat-'));
try {
  SOURCES.forEach((source) => cpSync(source, join(folder, source), { recursive: true, filter: (file) => !/cdk\.out|game-scores.demo/.test(file) }));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({
    name: 'compat',
    private: true,
    devDependencies: { ...Object.fromEntries(tools.map((name) => [name, devDependencies[name]])), 'aws-cdk-lib': '^2', 'constructs': '^10' },
    jest,
  }));
  run('npm', ['install', '--no-audit', '--no-fund', '--silent']);
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules/aws-cdk-lib/package.json'), 'utf8'));
  console.log(`on aws-cdk-lib ${version}`);
  run('npx', ['jest', '--ci', '--testPathIgnorePatterns', ...LEFT_OUT]);
} finally {
  rmSync(folder, { recursive: true });
}

function run(command, args) {
  // The validation that newer versions run at each synthesis takes two seconds a process.
  execFileSync(command, args, { cwd: folder, stdio: 'inherit', env: { ...process.env, CDK_VALIDATION: 'false', JSII_DEPRECATED: 'quiet' } });
}

// Changes the library in one place at a time and prints the changes that no test notices.
// `npm run mutants:library -- <count> [seed]`: a sample of so many. Takes up to a minute each, hence not a part of the tests.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutantsOf, type Mutant } from '../../local/test/iam/mutants/mutants';
import { sample } from '../../local/test/iam/mutants/sample';

const ROOT = join(__dirname, '../..');
/** They look at packages and whole examples: a change that only they notice is none of a rule. */
const WITHOUT = ['packaging', 'samples', 'examples'];

interface Place {
  readonly file: string;
  readonly mutant: Mutant;
}

function allMutants(): readonly Place[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .flatMap((file) => mutantsOf(readFileSync(join(ROOT, 'src', file), 'utf8')).map((mutant) => ({ file, mutant })));
}

/** The tests' own folder: a run that is interrupted leaves the sources as they are. */
function workplace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-web-identity-mutants-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['src', 'test', 'examples', 'local', 'package.json', 'tsconfig.json']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, filter: (path) => !path.includes('node_modules') });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function survives(folder: string, { file, mutant }: Place): boolean {
  const path = join(folder, 'src', file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, mutant.apply());
  try {
    return isGreen(folder);
  } finally {
    writeFileSync(path, source);
  }
}

/** One suite after the other up to the first that fails, without looking at types: that a change does not compile is no test. */
function isGreen(folder: string): boolean {
  const transform = { '^.+\\.tsx?$': ['ts-jest', { tsconfig: 'test/tsconfig.json', diagnostics: false, transpilation: true }] };
  const config = JSON.stringify({ ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).jest, rootDir: folder, reporters: ['default'], transform });
  const args = ['jest', '--ci', '--bail', '--config', config, '--testPathIgnorePatterns', 'local/', ...WITHOUT];
  return spawnSync('npx', args, { cwd: folder, env: { ...process.env, JSII_DEPRECATED: 'quiet' } }).status === 0;
}

function main([count, seed = '1']: readonly string[]): void {
  if (!/^[1-9]\d*$/.test(count ?? '')) throw new Error(`got ${count ?? 'no count'}, want how many changes to try`);
  const folder = workplace();
  if (!isGreen(folder)) throw new Error('the tests fail without any change');
  const all = allMutants();
  const chosen = sample(all, Number(count), Number(seed));
  const survivors = chosen.filter((place) => survives(folder, place));
  for (const { file, mutant: { owner, site, change } } of survivors) console.log(`src/${file} ${owner}: ${site} ${change}`);
  console.log(`${chosen.length} of ${all.length} changes, ${survivors.length} not noticed`);
}

main(process.argv.slice(2));

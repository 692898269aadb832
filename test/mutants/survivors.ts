// Changes a package in one place at a time and prints the changes that no test notices.
// `npm run mutants:library -- <count> [seed]`, `npm run mutants:local -- <count> [seed]`: a sample of so many.
// Takes up to a minute each, hence not a part of the tests.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SUBJECTS, type Subject } from './subjects';
import { mutantsOf, type Mutant } from '../../local/test/iam/mutants/mutants';
import { sample } from '../../local/test/iam/mutants/sample';

const ROOT = join(__dirname, '../..');
const JEST = join(ROOT, 'node_modules/jest/bin/jest.js');
/** Of a run: tests that do not end, since a loop does not, have noticed. */
const MOST_MILLISECONDS = 10 * 60_000;

interface Place {
  readonly file: string;
  readonly mutant: Mutant;
}

function allMutants({ sources, includes }: Subject): readonly Place[] {
  return readdirSync(join(ROOT, sources), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && includes(file))
    .sort()
    .flatMap((file) => mutantsOf(readFileSync(join(ROOT, sources, file), 'utf8')).map((mutant) => ({ file, mutant })));
}

/** The tests' own folder: a run that is interrupted leaves the sources as they are. */
function workplace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-web-identity-mutants-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['src', 'lib', 'test', 'examples', 'integ', 'tools', 'local', 'package.json', 'tsconfig.json']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, filter: (path) => !path.includes('node_modules') });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function survives(folder: string, subject: Subject, { file, mutant }: Place): boolean {
  const path = join(folder, subject.sources, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, mutant.apply());
  try {
    return failureOf(folder, subject, subject.runs(file)) === undefined;
  } finally {
    writeFileSync(path, source);
  }
}

/** One suite after the other up to the first that fails: what was printed then. */
function failureOf(folder: string, { home, jestConfig }: Subject, runs: readonly (readonly string[])[]): string | undefined {
  const config = JSON.stringify({ ...jestConfig(folder), rootDir: join(folder, home), reporters: ['default'] });
  for (const run of runs) {
    const { status, stderr } = spawnSync(process.execPath, [JEST, '--ci', '-w', '1', '--bail', '--config', config, ...run], {
      cwd: join(folder, home), env: { ...process.env, JSII_DEPRECATED: 'quiet' }, encoding: 'utf8', timeout: MOST_MILLISECONDS, killSignal: 'SIGKILL',
    });
    if (status !== 0) return stderr;
  }
  return undefined;
}

function main([name, count, seed = '1']: readonly string[]): void {
  const subject = SUBJECTS[name ?? ''];
  if (subject === undefined) throw new Error(`got ${name ?? 'nothing'}, want one of ${Object.keys(SUBJECTS).join(', ')}`);
  if (!/^[1-9]\d*$/.test(count ?? '')) throw new Error(`got ${count ?? 'no count'}, want how many changes to try`);
  const folder = workplace();
  const all = allMutants(subject);
  const chosen = sample(all, Number(count), Number(seed));
  const runs = new Map(chosen.flatMap(({ file }) => subject.runs(file)).map((run) => [JSON.stringify(run), run]));
  const failure = failureOf(folder, subject, [...runs.values()]);
  if (failure !== undefined) throw new Error(`tests fail without any change: ${failure}`);
  let survivors = 0;
  for (const place of chosen) {
    if (!survives(folder, subject, place)) continue;
    const { file, mutant: { owner, site, change } } = place;
    console.log(`${subject.sources}/${file} ${owner}: ${site} ${change}`);
    survivors += 1;
  }
  console.log(`${chosen.length} of ${all.length} changes, ${survivors} not noticed`);
}

main(process.argv.slice(2));

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Sources that are changed, and the tests that should notice. */
export interface Subject {
  /** Under the project's folder. */
  readonly sources: string;
  /** Where the tests are run. */
  readonly home: string;
  /** Whether changes of a source file are tried. */
  readonly includes: (file: string) => boolean;
  /** Arguments of the test runs for a change of `file`: in this order, up to the first that fails. */
  readonly runs: (file: string) => readonly (readonly string[])[];
  readonly jestConfig: (root: string) => object;
}

const ignoring = (...patterns: string[]) => ['--testPathIgnorePatterns', ...patterns];

/** Without looking at types: that a change does not compile is no test. */
const transform = (tsconfig: string) => ({ '^.+\\.[jt]sx?$': ['ts-jest', { tsconfig, diagnostics: false, transpilation: true }] });

const library: Subject = {
  sources: 'src',
  home: '.',
  includes: () => true,
  // Packages and whole examples: a change that only they notice is none of a rule.
  runs: () => [ignoring('local/', 'packaging', 'samples', 'examples')],
  jestConfig: (root) => ({ ...JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).jest, transform: transform('test/tsconfig.json') }),
};

/** What the emulated services decide and how they are reached. The evaluator has a sampler of its own, `check` one in its tests. */
const ROOMS = [
  'account-host.ts', 'assembly', 'authorization', 'cloudformation', 'cognito', 'dynamodb', 'gateway', 'identity', 'kms', 'protocols', 's3', 'same-text.ts',
  'sigv4', 'sqs', 'sts',
];
/** They kill processes, wait, are random or go through whole deployments: up to a minute each, and hardly one is about a rule. */
const SLOW = [
  'against-dynalite', 'bootstrap', 'concurrency', 'crash', 'durable', 'hang-ups', 'killed', 'malformed', 'no-space', 'other-engines', 'real-issuer',
  's3-sdk', 'strict-tls', 'trust-mutations',
];

const local: Subject = {
  sources: 'local/src',
  home: 'local',
  includes: (file) => ROOMS.includes(file.split('/')[0]!),
  runs: (file) => [
    [`test/${file.split('/')[0]!.replace('.ts', '')}/`],
    ['test/(gateway|attacks|recorded|cloudformation|assembly|sts|cognito|kms|sigv4|authorization)/'],
  ].map((suites) => ['--passWithNoTests', ...suites, ...ignoring(...SLOW)]),
  jestConfig: (root) => ({ ...JSON.parse(readFileSync(join(root, 'local/package.json'), 'utf8')).jest, transform: transform('test/tsconfig.json') }),
};

export const SUBJECTS: Readonly<Record<string, Subject>> = { library, local };

import { closureOf } from './import-graph';

/** To read a template and to decide a request: what the isolation check stands on. */
const JUDGING = ['assembly', 'check', 'cognito', 'dynamodb', 'iam', 'identity', 'kms', 's3', 'sts'];
const LEAVES = ['aws-error.ts', 'json-members.ts', 'uri-encode.ts', 'utf8-order.ts'];

/** How many files that are: raised knowingly, since every command that judges reads them at its start. */
const MOST_FILES = 290;

const judging = closureOf(['assembly/index.ts', 'dynamodb/index.ts', 'iam/index.ts', 's3/index.ts', 'sts/index.ts']);

test('reading a template and deciding a request takes nothing of what serves', () => {
  expect(judging.files.filter((file) => !LEAVES.includes(file) && !JUDGING.includes(file.split('/')[0]))).toEqual([]);
});

test('nor more files than are known', () => {
  console.log(`reading a template and deciding a request: ${judging.files.length} files`);
  expect(judging.files.length).toBeLessThanOrEqual(MOST_FILES);
  expect(judging.files.length).toBeGreaterThan(100);
});

test('no file imports itself, whatever the way round, types included', () => {
  expect(closureOf(['index.ts', 'cli.ts']).circles).toEqual([]);
  expect(judging.circles).toEqual([]);
});

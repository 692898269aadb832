import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/run.mjs';

/** Graded on AWS. `npm install --no-package-lock` is done in its checkout. */
export const dynamodbConformance = {
  repository: 'https://github.com/nubo-db/dynamodb-conformance',
  needs: 'npm install --no-package-lock',
  async play(checkout, folder, { environment, endpoint }) {
    const results = join(folder, 'results.json');
    await run('node_modules/.bin/vitest', ['run', '--reporter=json', `--outputFile=${results}`], { cwd: checkout, env: { ...environment, DYNAMODB_ENDPOINT: endpoint } });
    return JSON.parse(readFileSync(results, 'utf8')).testResults.flatMap(({ assertionResults }) => assertionResults).map(({ fullName, status, failureMessages }) => ({
      id: fullName, outcome: OUTCOMES[status] ?? 'skipped', message: failureMessages?.join('\n'),
    }));
  },
};

const OUTCOMES = { passed: 'passed', failed: 'failed' };

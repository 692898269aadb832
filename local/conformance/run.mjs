// Plays an outside suite from a checkout against a local cloud of its own, and tells what came of it, by reason:
// `npm run conformance -w local -- <suite> <checkout>`. Its tests that fail for no reason that `reasons.mjs` names are listed, and are a failure of this, too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { REASONS } from './reasons.mjs';
import { alternator } from './suites/alternator.mjs';
import { dynalite } from './suites/dynalite.mjs';
import { dynamodbConformance } from './suites/dynamodb-conformance.mjs';
import { s3Tests } from './suites/s3-tests.mjs';
import { startCloud } from './support/cloud.mjs';

const SUITES = { 'alternator': alternator, 'dynalite': dynalite, 'dynamodb-conformance': dynamodbConformance, 's3-tests': s3Tests };

const [name, checkout] = process.argv.slice(2);
const suite = SUITES[name];
if (suite === undefined || checkout === undefined) {
  console.error('usage: npm run conformance -w local -- <suite> <checkout>\n');
  for (const [known, { repository, needs }] of Object.entries(SUITES)) console.error(`  ${known}: a checkout of ${repository}, in it: ${needs}`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
const cloud = await startCloud();
try {
  process.exitCode = told(await suite.play(resolve(checkout), folder, cloud)) === 0 ? 0 : 1;
} finally {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
}

function explains({ tests, says }, { id, message }) {
  return tests.some((test) => test.test(id)) && (says === undefined || says.test(message));
}

/** Prints the counts; gives how many have no reason. */
function told(results) {
  const of = (outcome) => results.filter((result) => result.outcome === outcome);
  const failed = of('failed').map((result) => ({ ...result, reason: REASONS[name].find((reason) => explains(reason, result)) }));
  const unexplained = failed.filter(({ reason }) => reason === undefined);
  const notClaimed = failed.filter(({ reason }) => reason?.kind === 'not claimed');
  console.log(`| ${name} | ${of('passed').length} | ${failed.length - notClaimed.length} | ${notClaimed.length} | ${of('skipped').length} |`);
  const whys = failed.flatMap(({ reason }) => reason === undefined ? [] : [`${reason.kind}: ${reason.why}`]);
  for (const why of new Set(whys)) console.log(`- ${whys.filter((one) => one === why).length} ${why}`);
  for (const { id, message } of unexplained) console.log(`- without a reason: ${id}: ${String(message).split('\n')[0].slice(0, 200)}`);
  return unexplained.length;
}

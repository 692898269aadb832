import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { LocalCloud } from 'cdk-web-identity-local';
import { asJson, asTable } from './report';
import { run } from './run';
import { steps } from './steps';
import { GameScoresStack } from '../game-scores';

/** Synthesizes the example, runs it in the local cloud, and drives it with AWS SDK clients only. */
async function main(): Promise<void> {
  const outdir = path.join(__dirname, '..', 'cdk.out');
  const app = new App({ outdir });
  new GameScoresStack(app, 'GameScores');
  app.synth();

  // The demo puts time forward to see credentials end.
  let ahead = 0;
  const cloud = await LocalCloud.start({ assembly: outdir, clock: () => Date.now() + ahead });
  try {
    const results = await run(cloud, await steps(cloud, (milliseconds) => { ahead += milliseconds; }));
    const surprises = results.filter((result) => result.surprise).length;
    console.log(process.argv.includes('--json') ? asJson(results, surprises) : asTable(results, surprises, process.stdout.columns ?? 120));
    process.exitCode = surprises === 0 ? 0 : 1;
  } finally {
    await cloud.stop();
  }
}

void main();

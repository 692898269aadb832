import { LocalCloud } from 'cdk-web-identity-local';
import { deploy } from './deploy';
import { asJson, asTable } from './report';
import { run } from './run';
import { steps } from './steps';

/** Deploys the example to the local cloud with the real CDK CLI, and drives it with AWS SDK clients only. */
async function main(): Promise<void> {
  // The demo puts time forward to see credentials end.
  let ahead = 0;
  const cloud = await LocalCloud.start({ clock: () => Date.now() + ahead });
  try {
    await deploy(cloud);
    const results = await run(cloud, await steps(cloud, (milliseconds) => { ahead += milliseconds; }));
    const surprises = results.filter((result) => result.surprise).length;
    console.log(process.argv.includes('--json') ? asJson(results, surprises) : asTable(results, surprises, process.stdout.columns ?? 120));
    process.exitCode = surprises === 0 ? 0 : 1;
  } finally {
    await cloud.stop();
  }
}

void main();

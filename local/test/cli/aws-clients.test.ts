import { LocalCloud } from '../../src';
import { awsCli } from './scenario/aws-cli';
import { boto3 } from './scenario/boto3';
import { GO, go, JAVA, java } from './scenario/built-clients';
import { clientTest, missingAwsCli, missingBoto3, missingBuilt } from '../support/client-test';
import { expectOutcomes } from './scenario/expect-outcomes';
import { sdk } from './scenario/sdk';
import { clientsStack } from './scenario/stack';
import type { Client } from './scenario/step';
import { steps } from './scenario/steps';

/* The same calls through clients that know nothing of this project. */

let assembly: string;
beforeAll(() => { assembly = clientsStack(); });

const runWith = (client: Client) => async () => {
  const cloud = await LocalCloud.start({ assembly });
  try {
    const all = await steps(cloud);
    expectOutcomes(all, await client(cloud, all));
  } finally {
    await cloud.stop();
  }
};

clientTest('the AWS SDK for JavaScript', undefined, runWith(sdk));
clientTest('the AWS CLI', missingAwsCli(), runWith(awsCli));
clientTest('boto3', missingBoto3(), runWith(boto3));
clientTest('the AWS SDK for Go', missingBuilt(GO), runWith(go));
clientTest('the AWS SDK for Java', missingBuilt(JAVA), runWith(java));

import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { invoke } from './invoke';
import { main } from './main';

/** All tests, in the AWS account and Region that the environment is set up for. */
void main(async (_, act) => {
  const sts = new STSClient({});
  const region = await sts.config.region();
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  console.log(`AWS account ${Account}, Region ${region}\n`);
  await act({
    // The CDK CLI looks for a Region elsewhere than the SDK.
    env: { ...process.env, AWS_REGION: region },
    admin: { region },
    issuer: ({ IssuerUrl }) => IssuerUrl.replace(/\/$/, ''),
    play: (_scenario, { ScenarioFunction }) => invoke(ScenarioFunction),
  });
});

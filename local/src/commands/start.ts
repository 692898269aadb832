import { LocalCloud } from '../local-cloud';
import { removeSecret, writeSecret } from './secret-file';

export interface StartOptions {
  readonly port: number;
  readonly json?: boolean;
}

/** Serves until SIGINT or SIGTERM. */
export async function start(assembly: string[], { port, json }: StartOptions): Promise<void> {
  const cloud = await LocalCloud.start({ assembly, port });
  writeSecret(cloud.endpoint, cloud.secret);
  console.log(json ? JSON.stringify(facts(cloud)) : welcome(cloud));

  const stop = async () => {
    removeSecret(cloud.endpoint);
    await cloud.stop();
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

function facts(cloud: LocalCloud): object {
  const { endpoint, region, accountId, stacks, roles, administrator, secret } = cloud;
  return { endpoint, region, account: accountId, stacks, roles, ...administrator, secret };
}

function welcome({ endpoint, region, accountId, stacks, roles, administrator }: LocalCloud): string {
  return [
    `Local cloud at ${endpoint}, account ${accountId}, region ${region}.`,
    'Over loopback, aws:SecureTransport is true.',
    '',
    'Roles:',
    ...Object.entries(roles).map(([path, arn]) => `  ${path}\n    ${arn}`),
    '',
    'Outputs:',
    ...Object.entries(stacks).flatMap(([stack, outputs]) => Object.entries(outputs).map(([name, value]) => `  ${stack}.${name}\n    ${value}`)),
    '',
    'Administrator, for looking into tables:',
    `  AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_ACCESS_KEY_ID=${administrator.accessKeyId} AWS_SECRET_ACCESS_KEY=${administrator.secretAccessKey}`,
    '',
    'Sign a user in:',
    `  npx cdk-web-identity-local token --endpoint ${endpoint} --provider amazon --app <app id> --user alice`,
    '',
    'Ctrl-C stops it; data is in memory.',
  ].join('\n');
}

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/cdk-web-identity-local.js', import.meta.url));

/** A local cloud without stacks, and what its clients need to be the administrator. */
export async function startCloud() {
  const child = spawn(process.execPath, [BIN, 'start', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('close', () => reject(new Error('the local cloud did not start')));
  });
  const { endpoint, region, account, accessKeyId, secretAccessKey } = JSON.parse(line);
  return {
    endpoint,
    port: Number(new URL(endpoint).port),
    account,
    accessKeyId,
    secretAccessKey,
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stop: () => new Promise((resolve) => {
      child.once('close', resolve);
      child.kill();
    }),
  };
}

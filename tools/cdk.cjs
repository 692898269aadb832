// The CDK CLI of this repository, unmodified, against a local cloud: for the demo, the tests and the benchmark.
const { spawn } = require('node:child_process');
const { devNull } = require('node:os');
const { dirname, join } = require('node:path');

const CLI = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');

/** Nothing of the user's own AWS set-up: whatever it says, this goes to the local cloud. */
function environment({ endpoint, region, administrator }) {
  const others = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  return {
    ...Object.fromEntries(others),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: administrator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: administrator.secretAccessKey,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    JSII_DEPRECATED: 'quiet',
    NODE_NO_WARNINGS: '1',
  };
}

/**
 * Runs `cdk` with these arguments in this folder. Resolves with its exit code and all that it printed,
 * which goes to `onOutput` as it comes.
 */
exports.cdk = (cloud, cwd, args, onOutput = () => {}) => new Promise((resolve, reject) => {
  const child = spawn(process.execPath, [CLI, ...args, '--no-notices', '--no-color'], { cwd, env: environment(cloud), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const take = (chunk) => {
    output += chunk;
    onOutput(String(chunk));
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  child.once('error', reject);
  child.once('close', (status) => resolve({ status, output }));
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { WebIdentityGameTable, WebIdentityProvider } from 'cdk-web-identity';
import { cdk } from '../../../tools/cdk.cjs';
import { LocalCloud } from '../../src';

jest.setTimeout(120_000);

let cloud: LocalCloud;
let folder: string;
beforeEach(async () => {
  cloud = await LocalCloud.start();
  folder = mkdtempSync(join(tmpdir(), 'kms-bootstrap-'));
});
afterEach(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => cdk(cloud, folder, args);

function synthesized(): string {
  const app = new App({ outdir: join(folder, 'out') });
  new WebIdentityGameTable(new Stack(app, 'Game'), 'Scores', {
    providers: [WebIdentityProvider.loginWithAmazon({ appIds: ['amzn1.application.game'] })], removalPolicy: RemovalPolicy.DESTROY,
  });
  app.synth();
  return app.outdir;
}

async function stagingEncryption(): Promise<object> {
  const s3 = new S3Client({ endpoint: cloud.endpoint, region: cloud.region, credentials: cloud.administrator, forcePathStyle: true });
  const Bucket = `cdk-hnb659fds-assets-${cloud.accountId}-${cloud.region}`;
  return (await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration!.Rules![0].ApplyServerSideEncryptionByDefault!;
}

test('assets go to a staging bucket with a key of its own, and deployments read them there', async () => {
  expect(await run('bootstrap', '--bootstrap-customer-key', 'aws://123456789012/us-east-1')).toMatchObject({ status: 0, output: expect.stringContaining('bootstrapped') as string });
  expect(await stagingEncryption()).toEqual({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: expect.stringMatching(/^arn:aws:kms:us-east-1:123456789012:key\//) as string });

  const app = synthesized();
  expect(await run('deploy', '--all', '--app', app, '--require-approval', 'never')).toMatchObject({ status: 0, output: expect.stringContaining('✅  Game') as string });
  const uses = cloud.decisions().filter(({ action }) => action.startsWith('kms:'));
  expect(uses.map(({ action, effect, principal, context }) => [action, effect, principal.split('/')[1], context['aws:calledvia']])).toEqual([
    ['kms:GenerateDataKey', 'Allowed', expect.stringContaining('file-publishing-role'), ['s3.amazonaws.com']],
    ['kms:Decrypt', 'Allowed', expect.stringContaining('deploy-role'), ['cloudformation.amazonaws.com', 's3.amazonaws.com']],
  ]);
  expect(uses[1].context).toMatchObject({
    'aws:calledviafirst': 'cloudformation.amazonaws.com', 'aws:calledvialast': 's3.amazonaws.com', 'kms:viaservice': 's3.us-east-1.amazonaws.com',
  });
  expect(await run('destroy', '--all', '--app', app, '--force')).toMatchObject({ status: 0 });

  expect(await run('bootstrap', '--bootstrap-customer-key=false', 'aws://123456789012/us-east-1')).toMatchObject({ status: 0 });
  expect(await stagingEncryption()).toEqual({ SSEAlgorithm: 'aws:kms' });
});

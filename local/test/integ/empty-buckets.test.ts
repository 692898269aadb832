import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { emptyBuckets } from '../../../integ/run/empty-buckets';
import { LocalCloud } from '../../src';
import { templateFile } from '../support/game-scores';

let cloud: LocalCloud;
const admin = () => ({ endpoint: cloud.endpoint, region: cloud.region, credentials: cloud.administrator });

beforeAll(async () => {
  const bucket = (BucketName: string) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName } });
  cloud = await LocalCloud.start({ assembly: templateFile({ Resources: { A: bucket('files-a'), B: bucket('files-b') } }) });
});
afterAll(() => cloud.stop());

test('takes the objects out of all buckets of a stack', async () => {
  const s3 = new S3Client(admin());
  for (const Bucket of ['files-a', 'files-b']) {
    for (const Key of ['a', 'users/alice/b']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  }
  await emptyBuckets(Object.keys(cloud.stacks)[0], admin());
  for (const Bucket of ['files-a', 'files-b']) expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
});

test('of a stack that was never deployed there is nothing to take out', async () => {
  await expect(emptyBuckets('Never', admin())).resolves.toBeUndefined();
});

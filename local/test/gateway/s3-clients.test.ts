import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BUCKET, Files, REGION, type Keys } from '../s3/user-bucket';

/** Unmodified clients that are no part of this package. What is not installed is said, and passes. */
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'clients-'));

let files: Files;
let environment: NodeJS.ProcessEnv;

const credentialsOf = ({ accessKeyId, secretAccessKey, sessionToken }: Keys) => (
  { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken });

beforeAll(async () => {
  files = await Files.start();
  environment = {
    ...process.env,
    ...credentialsOf(await files.credentials('alice')),
    AWS_ENDPOINT_URL: files.endpoint,
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(folder, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    AWS_MAX_ATTEMPTS: '1',
    AWS_PROFILE: undefined,
    NO_PROXY: '127.0.0.1',
  };
});
afterAll(() => files.stop());

async function isInstalled(command: string, args: string[]): Promise<boolean> {
  const found = await run(command, args, { timeout: 60_000 }).then(() => true, () => false);
  if (!found) console.log(`${command} ${args.join(' ')} does not run: not tested with it`);
  return found;
}

test('the AWS CLI: cp, ls, mv, sync and rm, small and in parts', async () => {
  if (!await isInstalled('aws', ['--version'])) return;
  const aws = async (...args: string[]) => (await run('aws', args, { env: environment, timeout: 60_000 })).stdout;
  const url = (key: string) => `s3://${BUCKET}/${key}`;
  const [small, large] = [join(folder, 'small é+.txt'), join(folder, 'large.bin')];
  writeFileSync(small, 'hello');
  writeFileSync(large, Buffer.alloc(20 * 1024 * 1024, 'large'));
  await aws('s3', 'cp', small, url('users/alice/small é+.txt'));
  await aws('s3', 'cp', large, url('users/alice/large.bin'));
  await aws('s3', 'cp', url('users/alice/large.bin'), join(folder, 'back.bin'));
  expect(Buffer.compare(readFileSync(join(folder, 'back.bin')), readFileSync(large))).toBe(0);
  expect(await aws('s3', 'ls', url('users/alice/'))).toMatch(/20971520 large\.bin\n.* 5 small é\+\.txt/);
  await aws('s3', 'mv', url('users/alice/small é+.txt'), url('users/alice/moved/small.txt'));
  expect(await aws('s3', 'cp', url('users/alice/moved/small.txt'), '-')).toBe('hello');
  await aws('s3', 'rm', '--recursive', url('users/alice/'));
  expect(await aws('s3api', 'list-objects-v2', '--bucket', BUCKET, '--prefix', 'users/alice/')).not.toContain('Contents');
  await expect(aws('s3', 'ls', url('users/'))).rejects.toThrow(/AccessDenied.*s3:ListBucket/s);
  await expect(aws('s3', 'cp', small, url('users/bob/small.txt'))).rejects.toThrow(/AccessDenied.*s3:PutObject/s);
  await expect(aws('s3', 'rm', url('users/bob/small.txt'))).rejects.toThrow(/AccessDenied.*s3:DeleteObject/s);
}, 120_000);

const PYTHON = `
import io, json, sys, urllib.request, boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
s3, bucket = boto3.client('s3'), sys.argv[1]
out = {}
def code(act, **arguments):
    try:
        act(**arguments)
        return 'allowed'
    except ClientError as error:
        return error.response['Error']['Code']
key = 'users/alice/py \\u00e9+%.txt'
s3.put_object(Bucket=bucket, Key=key, Body=b'hello', Metadata={'mood': 'good'}, ChecksumAlgorithm='SHA256')
out['get'] = s3.get_object(Bucket=bucket, Key=key, ChecksumMode='ENABLED')['Body'].read().decode()
out['list'] = [entry['Key'] for entry in s3.list_objects_v2(Bucket=bucket, Prefix='users/alice/')['Contents']]
data = b'0123456789' * 1500000
s3.upload_fileobj(io.BytesIO(data), bucket, 'users/alice/large', Config=TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20))
back = io.BytesIO()
s3.download_fileobj(bucket, 'users/alice/large', back)
out['large'] = back.getvalue() == data
# Version 2 is boto3's own choice for URLs, and not served here.
signer = boto3.client('s3', config=Config(signature_version='s3v4'))
out['url'] = urllib.request.urlopen(signer.generate_presigned_url('get_object', Params={'Bucket': bucket, 'Key': key})).read().decode()
out['copy'] = code(s3.copy_object, Bucket=bucket, Key='users/alice/copy', CopySource={'Bucket': bucket, 'Key': key})
out['delete'] = [e['Code'] for e in s3.delete_objects(Bucket=bucket, Delete={'Objects': [{'Key': key}, {'Key': 'users/bob/1'}]})['Errors']]
out['missing'] = code(s3.head_object, Bucket=bucket, Key=key)
out['foreign'] = [code(s3.get_object, Bucket=bucket, Key='users/bob/1'), code(s3.put_object, Bucket=bucket, Key='users/bob/1', Body=b''), code(s3.list_objects_v2, Bucket=bucket)]
print(json.dumps(out))
`;

test('boto3: objects, transfers, URLs and refusals', async () => {
  if (!await isInstalled('python3', ['-c', 'import boto3'])) return;
  const { stdout } = await run('python3', ['-c', PYTHON, BUCKET], { env: environment, timeout: 60_000 });
  expect(JSON.parse(stdout)).toEqual({
    get: 'hello',
    list: ['users/alice/py é+%.txt'],
    large: true,
    url: 'hello',
    copy: 'allowed',
    delete: ['AccessDenied'],
    missing: '403',
    foreign: ['AccessDenied', 'AccessDenied', 'AccessDenied'],
  });
}, 120_000);

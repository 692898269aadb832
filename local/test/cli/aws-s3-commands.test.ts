import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUCKET, Files, REGION } from '../s3/user-bucket';
import { clientTest, missingAwsCli } from '../support/client-test';
import { clientEnvironment } from './scenario/environment';
import { command } from './support';

clientTest('the AWS CLI: cp, ls, mv and rm, small and in parts', missingAwsCli(), async () => {
  const files = await Files.start();
  const { accessKeyId, secretAccessKey, sessionToken } = await files.credentials('alice');
  const environment = {
    ...clientEnvironment({ endpoint: files.endpoint, region: REGION }),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
  const aws = async (...args: string[]) => {
    const { status, stdout, stderr } = await command('aws', args, environment);
    return status === 0 ? stdout : stderr;
  };
  const folder = mkdtempSync(join(tmpdir(), 's3-commands-'));
  const url = (key: string) => `s3://${BUCKET}/${key}`;
  const [small, large] = [join(folder, 'small é+.txt'), join(folder, 'large.bin')];
  writeFileSync(small, 'hello');
  writeFileSync(large, Buffer.alloc(20 * 1024 * 1024, 'large'));
  try {
    await aws('s3', 'cp', small, url('users/alice/small é+.txt'));
    await aws('s3', 'cp', large, url('users/alice/large.bin'));
    await aws('s3', 'cp', url('users/alice/large.bin'), join(folder, 'back.bin'));
    expect(Buffer.compare(readFileSync(join(folder, 'back.bin')), readFileSync(large))).toBe(0);
    expect(await aws('s3', 'ls', url('users/alice/'))).toMatch(/20971520 large\.bin\n.* 5 small é\+\.txt/);
    await aws('s3', 'mv', url('users/alice/small é+.txt'), url('users/alice/moved/small.txt'));
    expect(await aws('s3', 'cp', url('users/alice/moved/small.txt'), '-')).toBe('hello');
    await aws('s3', 'rm', '--recursive', url('users/alice/'));
    expect(await aws('s3api', 'list-objects-v2', '--bucket', BUCKET, '--prefix', 'users/alice/')).not.toContain('Contents');
    expect(await aws('s3', 'ls', url('users/'))).toMatch(/AccessDenied.*s3:ListBucket/s);
    expect(await aws('s3', 'cp', small, url('users/bob/small.txt'))).toMatch(/AccessDenied.*s3:PutObject/s);
    expect(await aws('s3', 'rm', url('users/bob/small.txt'))).toMatch(/AccessDenied.*s3:DeleteObject/s);
  } finally {
    await files.stop();
  }
});

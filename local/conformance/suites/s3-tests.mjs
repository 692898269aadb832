import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJunit } from '../support/junit.mjs';
import { run } from '../support/run.mjs';

/** What AWS itself would not pass, says the suite; and what the local cloud does not claim, by the suite's own marks and names. */
const NOT_CLAIMED = {
  marks: [
    'fails_on_aws', 'appendobject', 'auth_aws2', 'bucket_encryption', 'bucket_logging', 'bucket_logging_cleanup', 'cloud_restore', 'cloud_transition', 'encryption',
    'iam_account', 'iam_cross_account', 'iam_role', 'iam_tenant', 'iam_user', 'lifecycle', 'lifecycle_expiration', 'lifecycle_transition', 'object_lock', 's3select',
    's3website', 's3website_redirect_location', 's3website_routing_rules', 'sns', 'storage_class',
  ],
  names: ['acl', 'bucket_policy', 'grant', 'lifecycle', 'logging', 'object_lock', 'post_object', 'tenant', 'torrent', 'requestpayer', 'request_payment', 'website'],
};

/** All its users are the administrator: there is one account. */
function configuration({ port, accessKeyId, secretAccessKey, account }) {
  const user = `user_id = ${createHash('sha256').update(account).digest('hex')}\ndisplay_name = conformance\nemail = conformance@example.com\naccess_key = ${accessKeyId}\nsecret_key = ${secretAccessKey}\napi_name = us-east-1\n`;
  return [
    `[DEFAULT]\nhost = 127.0.0.1\nport = ${port}\nis_secure = False\nssl_verify = False\n`,
    '[fixtures]\nbucket prefix = conformance-{random}-\niam name prefix = conformance-\niam path prefix = /conformance/\n',
    ...['s3 main', 's3 alt', 's3 tenant', 'iam', 'iam root', 'iam alt root'].map((section) => `[${section}]\n${user}${section === 's3 tenant' ? 'tenant = conformance\n' : ''}`),
  ].join('\n');
}

export const s3Tests = {
  repository: 'https://github.com/ceph/s3-tests',
  needs: 'python3 -m pip install -r requirements.txt',
  async play(checkout, folder, cloud) {
    const [results, settings] = [join(folder, 'results.xml'), join(folder, 's3tests.conf')];
    writeFileSync(settings, configuration(cloud));
    const files = ['test_s3.py', 'test_headers.py'].map((file) => `s3tests/functional/${file}`);
    const [marks, names] = [NOT_CLAIMED.marks, NOT_CLAIMED.names].map((list) => `not (${list.join(' or ')})`);
    await run('python3', ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-m', marks, '-k', names, `--junitxml=${results}`, ...files], {
      cwd: checkout, env: { ...cloud.environment, S3TEST_CONF: settings },
    });
    return readJunit(results);
  },
};

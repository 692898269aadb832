import { codeOf } from '../s3/signed-request';
import { BUCKET, Files } from '../s3/user-bucket';

let files: Files;

beforeAll(async () => { files = await Files.start(); });
afterAll(() => files.stop());

test('a form that is posted is refused by name, and the decision says why', async () => {
  const body = '--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nusers/alice/1\r\n--x--\r\n';
  const answer = await files.raw('POST', `/${BUCKET}`, { 'content-type': 'multipart/form-data; boundary=x' }, body);
  expect([answer.status, codeOf(answer)]).toEqual([501, 'NotImplemented']);
  expect(answer.body).toContain('presigned POST');
  expect(files.cloud.decisions().find(({ id }) => id === answer.headers['x-local-decision'])).toMatchObject({
    principal: 'anonymous', action: 's3:PutObject', resource: `arn:aws:s3:::${BUCKET}/*`, effect: 'Refused', reason: expect.stringContaining('presigned URL for PutObject'),
  });
});

import { ERROR_ROWS } from './error-rows';
import { OverHttp } from './over-http';

let sts: OverHttp;
beforeAll(async () => { sts = await OverHttp.start(); });
afterAll(() => sts.stop());

/** The same rows as the function's, through the SDK: its error name, message and HTTP status. */
test.each(ERROR_ROWS)('$name', async ({ claims, provider, expiresIn, trusted = true, parameters = {}, send = (token) => token, error }) => {
  const token = await sts.mint({ claims, expiresIn, ...provider !== undefined && { provider }, ...!trusted && { user: 'stranger' } });
  const [code, status, message] = error;
  const { DurationSeconds, ...others } = parameters;
  const duration = DurationSeconds === undefined ? {} : { DurationSeconds: Number(DurationSeconds) };
  const refused = await sts.assume({ WebIdentityToken: send(token), ...others, ...duration })
    .then(() => undefined, (caught: Error & { $metadata: { httpStatusCode: number } }) => caught);
  // The SDK gives errors of the service model its own spelling.
  expect([refused?.name.replace(/Exception$/, ''), refused?.message, refused?.$metadata.httpStatusCode]).toEqual([code.replace(/Exception$/, ''), message, status]);
  expect(JSON.stringify(sts.cloud.decisions())).not.toContain(token.split('.')[2]);
});

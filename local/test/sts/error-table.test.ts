import { ERROR_ROWS } from './error-rows';
import { localSts } from './local-sts';

test.each(ERROR_ROWS)('$name', async ({ claims, provider, expiresIn, trusted = true, parameters, send = (token) => token, error }) => {
  const { call, mint } = localSts(() => trusted);
  const token = await mint({ claims, expiresIn, ...provider !== undefined && { provider } });
  const [code, status, message] = error;
  await expect(call({ WebIdentityToken: send(token), ...parameters })).rejects.toMatchObject({ code, status, message });
});

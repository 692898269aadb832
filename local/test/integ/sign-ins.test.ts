import { join } from 'node:path';
import { requestToken } from '../../../integ/issuer/request-token';
import { PLACEHOLDER_ISSUER } from '../../../integ/names';
import { IssuerServer } from '../../../integ/run/issuer-server';
import { play } from '../../../integ/scenarios/play';
import { signIns } from '../../../integ/scenarios/sign-ins';
import { isSurprise } from '../../../integ/scenarios/step';
import { LocalCloud } from '../../src';

const ISSUER = `${PLACEHOLDER_ISSUER}/game-table`;
const template = (test: string, stack: string) => join(__dirname, '..', '..', '..', 'integ', `integ.${test}.ts.snapshot`, `${stack}.template.json`);
let issuers: IssuerServer;
let other: IssuerServer;
let cloud: LocalCloud;

beforeAll(async () => {
  issuers = await IssuerServer.start(PLACEHOLDER_ISSUER);
  other = await IssuerServer.start(PLACEHOLDER_ISSUER);
  cloud = await LocalCloud.start({
    assembly: [template('issuer', 'WebIdentityIssuerInteg'), template('game-table', 'WebIdentityGameTableInteg')],
    skipUnknown: true,
    issuers: { [ISSUER]: `${issuers.url}/game-table` },
  });
});
afterAll(async () => {
  issuers.stop();
  other.stop();
  await cloud.stop();
});

const signedBy = ({ url, secret }: IssuerServer) => play(signIns({
  config: JSON.parse(cloud.stacks.WebIdentityGameTableInteg.ClientConfig),
  facts: {},
  issuer: ISSUER,
  sign: (claims) => requestToken(`${url}/game-table`, secret, claims),
  client: { endpoint: cloud.endpoint, region: cloud.region },
}), 0);

test('tokens of the issuers\' handler are good where they should be, and not where they were changed or are another app\'s', async () => {
  const results = await signedBy(issuers);
  expect(results.filter(isSurprise)).toEqual([]);
  expect(results[0]).toMatchObject({ what: 'sign in', got: 'allowed' });
});

test('fails: tokens in the issuer\'s name that another key signed', async () => {
  expect((await signedBy(other)).filter(({ got }) => got === 'allowed')).toEqual([]);
});

import { IssuerServer } from './issuer-server';
import { LocalCloudProcess } from './local-cloud';
import { main } from './main';
import type { Cloud } from './run';
import { requestToken } from '../issuer/request-token';
import { PLACEHOLDER_ISSUER } from '../names';
import { SCENARIOS } from '../scenarios';
import { play } from '../scenarios/play';

/** All tests, in a local cloud that trusts the issuers' handler, which is served here. */
void main(async (folder, act) => {
  const env = { ...withoutAws(process.env), HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' };
  const issuers = await IssuerServer.start(PLACEHOLDER_ISSUER);
  try {
    const cloud = await LocalCloudProcess.start(basesOf(issuers), env);
    try {
      await act(localCloud(cloud, issuers, env));
    } finally {
      await cloud.stop();
    }
  } finally {
    issuers.stop();
  }
});

function basesOf({ url }: IssuerServer): Record<string, string> {
  return Object.fromEntries([...SCENARIOS.keys()].map((test) => [`${PLACEHOLDER_ISSUER}/${test}`, `${url}/${test}`]));
}

function localCloud({ facts }: LocalCloudProcess, { url, secret }: IssuerServer, env: NodeJS.ProcessEnv): Cloud {
  const { endpoint, region, accessKeyId, secretAccessKey } = facts;
  const backend = { accessKeyId, secretAccessKey };
  const client = { endpoint, region };
  return {
    env: { ...env, AWS_ENDPOINT_URL: endpoint, AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    admin: { ...client, credentials: backend },
    issuer: () => PLACEHOLDER_ISSUER,
    play: (scenario, { ClientConfig = '{}', Facts }) => play(SCENARIOS.get(scenario)!({
      config: JSON.parse(ClientConfig),
      facts: JSON.parse(Facts),
      issuer: `${PLACEHOLDER_ISSUER}/${scenario}`,
      sign: (claims) => requestToken(`${url}/${scenario}`, secret, claims),
      client,
      backend,
    }), 0),
  };
}

/** Nothing of the developer's own account gets near a test that is to stay on this machine. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
}

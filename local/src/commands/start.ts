import type { IssuerBases } from '../identity';
import { LocalCloud } from '../local-cloud';
import { removeSecret, writeSecret } from './secret-file';

export interface StartOptions {
  readonly port: number;
  readonly json?: boolean;
  /** Issuer URL → URL under which it runs. */
  readonly issuer?: IssuerBases;
}

/** Serves until interrupted. */
export async function start(assembly: string[], { port, json, issuer: issuers }: StartOptions): Promise<void> {
  const cloud = await LocalCloud.start({ assembly, port, issuers });
  const forget = keepSecret(cloud);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      forget();
      void cloud.stop();
    });
  }
  console.log(json ? JSON.stringify(facts(cloud)) : welcome(cloud));
}

/**
 * Gives the function that removes it again. Without a home folder to write to, as in some pipelines,
 * everything works but the default of `--secret`.
 */
function keepSecret({ endpoint, secret }: LocalCloud): () => void {
  try {
    writeSecret(endpoint, secret);
    return () => removeSecret(endpoint);
  } catch (error) {
    console.error(`cdk-web-identity-local: the secret is not kept (${(error as Error).message}): pass --secret ${secret}`);
    return () => {};
  }
}

function facts(cloud: LocalCloud): object {
  const { endpoint, region, accountId, stacks, roles, administrator, secret } = cloud;
  return { endpoint, region, account: accountId, stacks, roles, ...administrator, secret };
}

function welcome({ endpoint, region, accountId, stacks, roles, administrator }: LocalCloud): string {
  return [
    `Local cloud at ${endpoint}, account ${accountId}, region ${region}.`,
    'Over loopback, aws:SecureTransport is true.',
    '',
    'Roles:',
    ...Object.entries(roles).map(([path, arn]) => `  ${path}\n    ${arn}`),
    '',
    'Outputs:',
    ...Object.entries(stacks).flatMap(([stack, outputs]) => Object.entries(outputs).map(([name, value]) => `  ${stack}.${name}\n    ${value}`)),
    '',
    'Administrator, for looking into tables:',
    `  AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_ACCESS_KEY_ID=${administrator.accessKeyId} AWS_SECRET_ACCESS_KEY=${administrator.secretAccessKey}`,
    '',
    'Sign a user in:',
    `  npx cdk-web-identity-local token --endpoint ${endpoint} --provider amazon --app <app id> --user alice`,
    '',
    'Ctrl-C stops it; data is in memory.',
  ].join('\n');
}

import type { IssuerBases } from '../identity';
import { LocalCloud } from '../local-cloud';
import { removeSecret, writeSecret } from './secret-file';

export interface StartOptions {
  readonly port: number;
  readonly json?: boolean;
  /** Folder. */
  readonly data?: string;
  readonly skipUnknown?: boolean;
  readonly dynamodbEndpoint?: string;
  readonly s3Endpoint?: string;
  readonly allowRemoteEndpoint?: boolean;
  readonly strictTls?: boolean;
  /** Issuer URL → URL under which it runs. */
  readonly issuer?: IssuerBases;
}

/** Serves until interrupted. */
export async function start(assembly: string[], { json, issuer: issuers, ...options }: StartOptions): Promise<void> {
  const cloud = await LocalCloud.start({ assembly, issuers, ...options, ...assembly.length === 0 && { region: regionOfEnvironment() } });
  const forget = keepSecret(cloud);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      forget();
      void cloud.stop();
    });
  }
  console.log(json ? JSON.stringify(facts(cloud)) : welcome(cloud, options));
}

/** Where the AWS SDKs and the CDK CLI of this shell take themselves to be: they sign for that Region. */
function regionOfEnvironment(): string | undefined {
  return process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
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
  const { endpoint, region, accountId, stacks, roles, administrator, secret, inert, skipped } = cloud;
  return { endpoint, region, account: accountId, stacks, roles, ...administrator, secret, ...nonEmpty({ inert, skipped }) };
}

function welcome(cloud: LocalCloud, { data, strictTls, dynamodbEndpoint, s3Endpoint }: Omit<StartOptions, 'json' | 'issuer'>): string {
  const { endpoint, region, accountId, stacks, roles, administrator, inert, skipped } = cloud;
  const elsewhere = Object.entries({ DynamoDB: dynamodbEndpoint, S3: s3Endpoint }).filter(([, at]) => at !== undefined);
  const keys = `AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=${administrator.accessKeyId} AWS_SECRET_ACCESS_KEY=${administrator.secretAccessKey}`;
  return [
    `Local cloud at ${endpoint}, account ${accountId}, region ${region}.`,
    `Over loopback, aws:SecureTransport is ${strictTls ? 'false: --strict-tls' : 'true'}.`,
    ...section('Roles:', Object.entries(roles).map(([path, arn]) => `  ${path}\n    ${arn}`)),
    ...section('Outputs:', Object.entries(stacks).flatMap(([stack, outputs]) => Object.entries(outputs).map(([name, value]) => `  ${stack}.${name}\n    ${value}`))),
    ...section('Other engines, which keep their own data:', elsewhere.map(([service, at]) => `  ${service} at ${at}`)),
    ...section('Inert: known, and not run here:', Object.entries(inert).map(([resource, type]) => `  ${resource} (${type})`)),
    ...section('Passed over, not run here:', Object.entries(skipped).map(([resource, type]) => `  ${resource} (${type})`)),
    '',
    'Administrator, for deploying and for looking into tables:',
    `  export ${keys}`,
    '',
    'Deploy an app, with that in its shell:',
    '  npx cdk deploy',
    '',
    'Sign a user in:',
    `  npx cdk-web-identity-local token --endpoint ${endpoint} --provider amazon --app <app id> --user alice`,
    '',
    `Ctrl-C stops it; ${elsewhere.length > 0 ? 'other data' : 'data'} ${data === undefined ? 'is in memory' : `stays in ${data}`}.`,
  ].join('\n');
}

/** Those that name something. */
function nonEmpty(lists: { readonly [name: string]: { readonly [resource: string]: string } }): object {
  return Object.fromEntries(Object.entries(lists).filter(([, resources]) => Object.keys(resources).length > 0));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

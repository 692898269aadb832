import type { LocalCloud } from '../local-cloud';
import { startCloud, type CloudOptions } from './start-cloud';

export interface StartOptions extends CloudOptions {
  readonly json?: boolean;
}

/** Serves until interrupted. */
export async function start(assembly: string[], { json, ...options }: StartOptions): Promise<void> {
  let shown: string | undefined;
  // What a start deploys is in its welcome.
  const onChange = (): void => {
    if (shown === undefined || json) return;
    const now = overview(cloud);
    if (now !== shown) console.log(now);
    shown = now;
  };
  const { cloud, stop } = await startCloud(assembly, { ...options, onChange });
  shown = overview(cloud);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stop());
  console.log(json ? JSON.stringify(facts(cloud)) : welcome(cloud, options));
}

/** What is there at the moment, a line each. */
function overview({ roles, tables, buckets, queues, inert }: LocalCloud): string {
  const lines = [
    ...Object.entries(roles).map(([path, arn]) => `role   ${path} (${arn})`),
    ...tables.map((name) => `table  ${name}`),
    ...buckets.map((name) => `bucket ${name}`),
    ...queues.map((name) => `queue  ${name}`),
    ...Object.entries(inert).map(([resource, type]) => `inert  ${resource} (${type}), not run here`),
  ];
  return ['', 'There is now:', ...lines.length === 0 ? ['nothing'] : lines].map((line, index) => (index < 2 ? line : `  ${line}`)).join('\n');
}

function facts(cloud: LocalCloud): object {
  const { endpoint, region, accountId, stacks, roles, administrator, secret, inert, skipped } = cloud;
  return { endpoint, region, account: accountId, stacks, roles, ...administrator, secret, ...nonEmpty({ inert, skipped }) };
}

function welcome(cloud: LocalCloud, { data, strictTls, dynamodbEndpoint, s3Endpoint }: CloudOptions): string {
  const { endpoint, region, accountId, stacks, roles, administrator, inert, skipped } = cloud;
  const elsewhere = Object.entries({ DynamoDB: dynamodbEndpoint, S3: s3Endpoint }).filter(([, at]) => at !== undefined);
  // The SDK for Go asks STS for a session at the endpoint of STS alone.
  const keys = `AWS_ENDPOINT_URL=${endpoint} AWS_ENDPOINT_URL_STS=${endpoint} AWS_REGION=${region} AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=${administrator.accessKeyId} AWS_SECRET_ACCESS_KEY=${administrator.secretAccessKey}`;
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
    '  unset AWS_PROFILE AWS_SESSION_TOKEN',
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

import { STSClient } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';

export interface AwsCall {
  /** Name of the service in host names and in signatures. */
  readonly service: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly input: object;
}

/** Calls a service of which no SDK client is installed; Region and credentials are found as SDK clients find theirs. */
export async function awsCall({ service, path, headers, input }: AwsCall): Promise<Response> {
  const { credentials, region, sha256 } = new STSClient({}).config;
  const hostname = `${service}.${await region()}.amazonaws.com`;
  const body = JSON.stringify(input);
  const signer = new SignatureV4({ service, region, credentials, sha256 });
  const signed = await signer.sign({ method: 'POST', protocol: 'https:', hostname, path, headers: { ...headers, host: hostname }, body });
  const response = await fetch(`https://${hostname}${path}`, { method: 'POST', headers: signed.headers, body });
  if (!response.ok) throw new Error(`${service} answered ${response.status}: ${await response.text()}`);
  return response;
}

/** Calls a service that speaks JSON 1.1; `target` is service and operation. */
export async function awsJson<T>(service: string, target: string, input: object): Promise<T> {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
  return await (await awsCall({ service, path: '/', headers, input })).json() as T;
}

export async function secretValue(arn: string): Promise<string> {
  const { SecretString } = await awsJson<{ SecretString: string }>('secretsmanager', 'secretsmanager.GetSecretValue', { SecretId: arn });
  return SecretString;
}

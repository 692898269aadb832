import { SignatureV4 } from '@smithy/signature-v4';
import type { ServiceCall } from '../check';
import { Sha256 } from '../engines/remote/sha256';
import type { LocalCloud } from '../local-cloud';
import { uriEncode } from '../uri-encode';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a request to the local cloud under someone's keys, as an SDK would. */
export async function send(call: ServiceCall, credentials: Keys, { endpoint, region }: Pick<LocalCloud, 'endpoint' | 'region'>): Promise<Answer> {
  const { host, hostname, protocol } = new URL(endpoint);
  const { method, path, query, headers, body } = requestOf(call);
  const signer = new SignatureV4({ service: call.service, region, credentials, sha256: Sha256, uriEscapePath: false });
  const signed = await signer.sign({ method, protocol, hostname, path, query, body, headers: { host, ...headers } });
  const { host: _, ...sent } = signed.headers;
  const parameters = Object.entries(query).map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`).join('&');
  const url = `${endpoint}${path}${parameters === '' ? '' : `?${parameters}`}`;
  const response = await fetch(url, { method, headers: sent, ...body !== '' && { body }, redirect: 'error' });
  return { status: response.status, text: await response.text() };
}

const TARGETS = { dynamodb: 'DynamoDB_20120810', sqs: 'AmazonSQS' };

interface Plain {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function requestOf(call: ServiceCall): Plain {
  if (call.service !== 's3') {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${TARGETS[call.service]}.${call.operation}` };
    return { method: 'POST', path: '/', query: {}, headers, body: JSON.stringify(call.input) };
  }
  const path = `/${call.bucket}${call.key === '' ? '' : `/${call.key.split('/').map(uriEncode).join('/')}`}`;
  return { method: call.method, path, query: call.parameters, headers: {}, body: call.method === 'PUT' ? 'x' : '' };
}

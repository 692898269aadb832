import { Agent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from './sha256';
import type { AwsError } from '../../aws-error';
import { readBody } from '../../protocols/http';
import { uriEncode } from '../../uri-encode';

/** What is sent on: made anew from what was decided on, never what a client sent. */
export interface RemoteRequest {
  readonly method: string;
  /** As it goes over the wire. */
  readonly path: string;
  /** Not encoded. */
  readonly query?: Readonly<Record<string, string>>;
  /** By lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface RemoteAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<IncomingMessage['headers']>;
  readonly body: Buffer;
}

export interface RemoteService {
  readonly endpoint: URL;
  /** As signatures call it. */
  readonly service: 'dynamodb' | 's3';
  readonly region: string;
  readonly maxAnswerBytes: number;
  /** The service's own error for a server that does not work. */
  readonly failure: (message: string) => AwsError;
  /** Milliseconds for one request. */
  readonly timeout?: number;
}

/** Nobody's: users' keys go nowhere. Engines that want keys to be configured want eight characters of a secret. */
const KEYS = { accessKeyId: 'dummy', secretAccessKey: 'dummydummy' };

const TIMEOUT_MS = 30_000;
/** Less than servers keep a connection that is idle: one they are just closing would lose a request. */
const IDLE_MS = 4_000;

/** An engine that runs elsewhere, over HTTP. Follows no redirect. */
export class RemoteServer {
  private readonly agent: Agent;
  private readonly signer: SignatureV4;
  private readonly name: string;

  constructor(private readonly remote: RemoteService) {
    const { endpoint, service, region } = remote;
    this.agent = new (endpoint.protocol === 'https:' ? HttpsAgent : Agent)({ keepAlive: true, timeout: IDLE_MS });
    this.signer = new SignatureV4({ service, region, credentials: KEYS, sha256: Sha256, uriEscapePath: false });
    this.name = `the ${service === 's3' ? 'S3' : 'DynamoDB'} engine at ${endpoint.origin}`;
  }

  /** Throws the service's error where the server does not answer, not in time, or without end. */
  async send({ method, path, query = {}, headers = {}, body = '' }: RemoteRequest): Promise<RemoteAnswer> {
    const { protocol, hostname, host, port } = this.remote.endpoint;
    const unsigned = { method, protocol, hostname, path, query, body, headers: { host, 'content-length': String(Buffer.byteLength(body)), ...headers } };
    const signed = await this.signer.sign(unsigned);
    const parameters = Object.entries(query).map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`).join('&');
    return this.exchange({
      method,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      path: parameters === '' ? path : `${path}?${parameters}`,
      headers: signed.headers,
      agent: this.agent,
    }, body);
  }

  /** For what no engine of this service would answer. */
  nonsense(): AwsError {
    return this.failure('answered what it should not have');
  }

  /** A refusal by the engine is never the policies' refusal, so it must not look like one. */
  refused(code = 'no reason given'): AwsError {
    return this.failure(`refused the local cloud itself (${code}): let it accept the access key ${KEYS.accessKeyId} with the secret ${KEYS.secretAccessKey}`);
  }

  failure(what: string): AwsError {
    return this.remote.failure(`${this.name} ${what}`);
  }

  close(): void {
    this.agent.destroy();
  }

  private exchange(options: RequestOptions, body: string | Buffer): Promise<RemoteAnswer> {
    const { endpoint, timeout = TIMEOUT_MS, maxAnswerBytes } = this.remote;
    const signal = AbortSignal.timeout(timeout);
    return new Promise((resolve, reject) => {
      const fail = () => reject(this.failure(signal.aborted ? `did not answer within ${timeout / 1000} s` : 'did not answer'));
      const request = (endpoint.protocol === 'https:' ? httpsRequest : httpRequest)({ ...options, signal }, (response) => {
        readBody(response, maxAnswerBytes).then(
          (answer) => resolve({ status: response.statusCode!, headers: response.headers, body: answer }),
          (error: { readonly status?: number }) => {
            request.destroy();
            if (error.status === undefined) fail(); else reject(this.failure(`answered with more than ${maxAnswerBytes} bytes`));
          },
        );
      });
      request.on('error', fail).end(body);
    });
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { AwsError } from '../aws-error';
import { COGNITO_TARGET, type CognitoService } from './cognito/service';
import type { DynamoDbService } from './dynamodb/service';
import { DYNAMODB_TARGET } from './dynamodb/service';
import { assertHeadersOnce } from './headers-once';
import { asAwsError } from './internal-failure';
import { header, MAX_BODY_BYTES, readBody, readHead, type HttpHead, type HttpRequest, type HttpResponse } from '../protocols/http';
import { LOCAL_PATH } from './local/path';
import type { LocalService } from './local/service';
import { assertLoopbackHost } from './loopback-guard';
import { isBucketHost, isS3 } from './s3/recognition';
import type { S3Service } from './s3/service';
import { SSM_TARGET, type SsmService } from './ssm/service';
import type { StsService } from './sts/service';

export interface Services {
  readonly cloudformation: Service;
  readonly cognito: CognitoService;
  readonly dynamodb: DynamoDbService;
  readonly iam: Service;
  readonly local: LocalService;
  readonly s3: S3Service;
  readonly ssm: SsmService;
  readonly sts: StsService;
}

interface Service {
  /** Where it takes larger bodies than the others. */
  readonly maxBodyBytes?: number;
  handle(request: HttpRequest): Promise<HttpResponse>;
  /** Writes what went wrong before a request was whole, where its errors have a form of their own. */
  refuse?(error: AwsError, head: HttpHead): HttpResponse;
}

/** Longer than the clients' own idle time, so that they and not we close connections. */
const KEEP_ALIVE_MS = 75_000;
/** A sender that needs longer for one request is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface GatewayOptions {
  /** Milliseconds. */
  readonly requestTimeout?: number;
  /** Plain HTTP counts as what it is, even over loopback. */
  readonly strictTls?: boolean;
}

/**
 * One HTTP server for all services: finds the service, and turns whatever goes wrong into an answer.
 * Each request has the services of its beginning to the end, whatever is deployed meanwhile.
 */
export function createGateway(services: () => Services, { requestTimeout = REQUEST_TIMEOUT_MS, strictTls = false }: GatewayOptions = {}): Server {
  const connectionsCheckingInterval = Math.min(requestTimeout, 5_000);
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout, connectionsCheckingInterval }, (message, response) => {
    // Whoever hung up gets no answer.
    respond(services(), message, !strictTls).then((answer) => send(message, response, answer)).catch(() => response.destroy());
  });
}

async function respond(services: Services, message: IncomingMessage, isSecure: boolean): Promise<HttpResponse> {
  try {
    const head = readHead(message, isSecure);
    assertHeadersOnce(head);
    assertLoopbackHost(head, services.s3.buckets);
    return await served(serviceOf(head, services), head, message);
  } catch (error) {
    if (message.destroyed && !message.complete) throw error;
    const { code, status, message: text } = asAwsError(error);
    return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, message: text }) };
  }
}

async function served(service: Service, head: HttpHead, message: IncomingMessage): Promise<HttpResponse> {
  try {
    return await service.handle({ ...head, body: await readBody(message, service.maxBodyBytes ?? MAX_BODY_BYTES) });
  } catch (error) {
    if (service.refuse === undefined || !(error instanceof AwsError)) throw error;
    return service.refuse(error, head);
  }
}

/** AWS tells services apart by host name; here they share one, so the request's own marks must do. */
function serviceOf(request: HttpHead, services: Services): Service {
  if (isBucketHost(request)) return services.s3;
  if (request.path.startsWith(LOCAL_PATH)) return services.local;
  if (header(request, 'x-amz-target')?.startsWith(COGNITO_TARGET)) return services.cognito;
  if (header(request, 'x-amz-target')?.startsWith(DYNAMODB_TARGET) ?? isDynamoDbPreflight(request)) return services.dynamodb;
  if (header(request, 'x-amz-target')?.startsWith(SSM_TARGET)) return services.ssm;
  const signedFor = /Credential=[^/]+\/\d+\/[^/]+\/([a-z0-9-]+)\/aws4_request/.exec(header(request, 'authorization') ?? '')?.[1];
  if (isS3(request, signedFor)) return services.s3;
  if (signedFor === 'cloudformation') return services.cloudformation;
  if (signedFor === 'iam') return services.iam;
  if (header(request, 'x-amz-target') === undefined && (signedFor === undefined || signedFor === 'sts')) return services.sts;
  throw new AwsError('UnsupportedService', `the local cloud does not support ${signedFor ?? 'this service'} yet; it has cloudformation, cognito-identity, dynamodb, iam, s3, ssm and sts`, 501);
}

function isDynamoDbPreflight(request: HttpHead): boolean {
  return request.method === 'OPTIONS' && /x-amz-target/i.test(header(request, 'access-control-request-headers') ?? '');
}

function send(message: IncomingMessage, response: ServerResponse, { status, headers, body }: HttpResponse): void {
  // What was not read of a body is in the way of the next request.
  const connection = message.complete ? undefined : { connection: 'close' };
  // An answer to HEAD tells the length of what it leaves out; 204 and 304 have none (RFC 9110, section 8.6).
  const length = status === 204 || status === 304 || body instanceof Readable ? undefined : { 'content-length': Buffer.byteLength(body) };
  const { 'content-length': given, ...others } = headers;
  // The length last: behind it, Node.js takes a Content-Disposition apart, and what is not ASCII in it breaks.
  response.writeHead(status, { ...others, ...connection, ...length, ...given !== undefined && { 'content-length': given } });
  // Whichever breaks off takes the other along: half an answer is not mistaken for all of it.
  if (body instanceof Readable) pipeline(body, response, () => {}); else response.end(body);
}

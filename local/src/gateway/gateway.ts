import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from '../aws-error';
import type { DynamoDbService } from './dynamodb-service';
import { DYNAMODB_TARGET } from './dynamodb-service';
import { header, readRequest, type HttpRequest, type HttpResponse } from './http';
import type { LocalService } from './local-service';
import { LOCAL_PATH } from './local-service';
import { assertLoopbackHost } from './loopback-guard';
import type { StsService } from './sts-service';

export interface Services {
  readonly dynamodb: DynamoDbService;
  readonly local: LocalService;
  readonly sts: StsService;
}

/** Longer than the clients' own idle time, so that they and not we close connections. */
const KEEP_ALIVE_MS = 75_000;
/** A sender that needs longer for one request is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;

/** One HTTP server for all services: finds the service, and turns whatever goes wrong into an answer. */
export function createGateway(services: Services): Server {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_TIMEOUT_MS }, (message, response) => {
    respond(services, message).then((answer) => send(response, answer), () => response.destroy());
  });
  return server;
}

async function respond(services: Services, message: IncomingMessage): Promise<HttpResponse> {
  try {
    const request = await readRequest(message);
    assertLoopbackHost(request);
    return await serviceOf(request, services).handle(request);
  } catch (error) {
    const { code, status, message: text } = error instanceof AwsError ? error : new AwsError('InternalFailure', 'Internal failure', 500);
    return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, message: text }) };
  }
}

/** AWS tells services apart by host name; here they share one, so the request's own marks must do. */
function serviceOf(request: HttpRequest, services: Services): { handle(request: HttpRequest): Promise<HttpResponse> } {
  if (request.path.startsWith(LOCAL_PATH)) return services.local;
  if (header(request, 'x-amz-target')?.startsWith(DYNAMODB_TARGET) ?? isDynamoDbPreflight(request)) return services.dynamodb;
  const signedFor = /Credential=[^/]+\/\d+\/[^/]+\/([a-z0-9-]+)\/aws4_request/.exec(header(request, 'authorization') ?? '')?.[1];
  if (signedFor === undefined || signedFor === 'sts') return services.sts;
  throw new AwsError('UnsupportedService', `the local cloud does not support the service ${signedFor} yet; it has sts and dynamodb`, 501);
}

function isDynamoDbPreflight(request: HttpRequest): boolean {
  return request.method === 'OPTIONS' && /x-amz-target/i.test(header(request, 'access-control-request-headers') ?? '');
}

function send(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

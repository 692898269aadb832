import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from '../aws-error';
import { COGNITO_TARGET, type CognitoService } from './cognito/service';
import type { DynamoDbService } from './dynamodb/service';
import { DYNAMODB_TARGET } from './dynamodb/service';
import { asAwsError } from './internal-failure';
import { readHead, type HttpHead, type HttpResponse, type IncomingBody } from '../protocols/http';
import { LOCAL_PATH } from './local/path';
import type { LocalService } from './local/service';
import { assertLoopbackHost } from './loopback-guard';
import { answerMalformed } from './malformed-http';
import { MessageBody } from './message-body';
import { refusal, unmetExpectation } from './refusal';
import { isBucketHost, isS3 } from './s3/recognition';
import type { S3Service } from './s3/service';
import { send } from './send';
import { SQS_TARGET, type SqsService } from './sqs/service';
import { SSM_TARGET, type SsmService } from './ssm/service';
import type { StsService } from './sts/service';

export interface Services {
  readonly cloudformation: Service;
  readonly cognito: CognitoService;
  readonly dynamodb: DynamoDbService;
  readonly iam: Service;
  readonly local: LocalService;
  readonly s3: S3Service;
  readonly sqs: SqsService;
  readonly ssm: SsmService;
  readonly sts: StsService;
}

interface Service {
  handle(head: HttpHead, body: IncomingBody): Promise<HttpResponse>;
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
 * Each request has the services of its beginning to the end, whatever is deployed meanwhile. Services read bodies
 * themselves, once the headers are judged. While there are none it says so.
 */
export function createGateway(
  services: () => Services | undefined, { requestTimeout = REQUEST_TIMEOUT_MS, strictTls = false }: GatewayOptions = {},
): Server {
  const connectionsCheckingInterval = Math.min(requestTimeout, 5_000);
  const answered = async (message: IncomingMessage, response: ServerResponse, begin = () => {}): Promise<void> => {
    try {
      send(message, response, await respond(services, message, new MessageBody(message, begin), !strictTls));
    } catch {
      // Whoever hung up gets no answer.
      response.destroy();
    }
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout, connectionsCheckingInterval }, answered);
  // Senders of large bodies wait for it: those that are refused send nothing.
  server.on('checkContinue', (message: IncomingMessage, response: ServerResponse) => answered(message, response, () => response.writeContinue()));
  server.on('checkExpectation', (message: IncomingMessage, response: ServerResponse) => send(message, response, refusal(unmetExpectation())));
  return answerMalformed(server);
}

async function respond(find: () => Services | undefined, message: IncomingMessage, body: IncomingBody, isSecure: boolean): Promise<HttpResponse> {
  try {
    const services = find();
    if (services === undefined) throw new AwsError('ServiceUnavailable', 'the local cloud is starting', 503);
    const head = readHead(message, isSecure);
    assertLoopbackHost(head, services.s3.buckets);
    return await serviceOf(head, services).handle(head, body);
  } catch (error) {
    return refusal(asAwsError(error));
  }
}

/** AWS tells services apart by host name; here they share one, so the request's own marks must do. */
function serviceOf(request: HttpHead, services: Services): Service {
  if (isBucketHost(request)) return services.s3;
  if (request.path.startsWith(LOCAL_PATH)) return services.local;
  if (request.headers.get('x-amz-target')?.startsWith(COGNITO_TARGET)) return services.cognito;
  if (request.headers.get('x-amz-target')?.startsWith(DYNAMODB_TARGET) ?? isDynamoDbPreflight(request)) return services.dynamodb;
  if (request.headers.get('x-amz-target')?.startsWith(SSM_TARGET)) return services.ssm;
  if (request.headers.get('x-amz-target')?.startsWith(SQS_TARGET)) return services.sqs;
  const signedFor = /Credential=[^/]+\/\d+\/[^/]+\/([a-z0-9-]+)\/aws4_request/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (isS3(request, signedFor)) return services.s3;
  if (signedFor === 'cloudformation') return services.cloudformation;
  if (signedFor === 'iam') return services.iam;
  if (request.headers.get('x-amz-target') === undefined && (signedFor === undefined || signedFor === 'sts')) return services.sts;
  throw new AwsError('UnsupportedService', `the local cloud does not support ${signedFor ?? 'this service'} yet; it has cloudformation, cognito-identity, dynamodb, iam, s3, sqs, ssm and sts; resources of other services are inert`, 501);
}

function isDynamoDbPreflight(request: HttpHead): boolean {
  return request.method === 'OPTIONS' && /x-amz-target/i.test(request.headers.get('access-control-request-headers') ?? '');
}


import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws-error';
import { IdentityPools, type CognitoDependencies } from '../../cognito';
import type { ContextValue } from '../../iam';
import { CORS_HEADERS, preflight } from '../cors';
import type { DecisionLog } from '../../authorization/decision-log';
import { header, type HttpRequest, type HttpResponse } from '../../protocols/http';
import { asAwsError } from '../internal-failure';
import { globalContext } from '../../authorization/global-context';

/** Prefix of `X-Amz-Target`. */
export const COGNITO_TARGET = 'AWSCognitoIdentityService.';

export interface CognitoServiceDependencies extends CognitoDependencies {
  readonly log: DecisionLog;
  readonly region: string;
}

/** Cognito identity over HTTP (JSON 1.1). Its public operations are unsigned, and apps in browsers call them. */
export class CognitoService {
  private readonly pools: IdentityPools;

  constructor(private readonly dependencies: CognitoServiceDependencies) {
    this.pools = new IdentityPools(dependencies);
  }

  async handle(request: HttpRequest): Promise<HttpResponse> {
    const asked = preflight(request);
    if (asked !== undefined) return asked;
    const operation = (header(request, 'x-amz-target') ?? '').slice(COGNITO_TARGET.length);
    try {
      return json(200, await this.act(operation, request));
    } catch (thrown) {
      const error = asAwsError(thrown);
      if (typeof error.cause === 'string') this.note(operation, request, error.cause);
      return json(error.status, { __type: error.code, message: error.message }, { 'x-amzn-errortype': error.code });
    }
  }

  private async act(operation: string, request: HttpRequest): Promise<object> {
    if (request.method !== 'POST' || request.path !== '/') throw new AwsError('UnknownOperationException', 'Cognito identity answers POST on / only', 404);
    const input = parse(request.body);
    switch (operation) {
      case 'GetId': return this.pools.getId(input);
      case 'GetOpenIdToken': return this.pools.getOpenIdToken(input);
      case 'GetCredentialsForIdentity': return this.pools.getCredentialsForIdentity(input, this.ownContext(request));
      default: throw new AwsError('UnknownOperationException', `the local cloud does not support the operation ${operation.slice(0, 64)}`);
    }
  }

  /** AWS keeps the reason to itself; the decision log tells it. */
  private note(operation: string, request: HttpRequest, reason: string): void {
    const { log, region, clock } = this.dependencies;
    log.add('anonymous', { action: `cognito-identity:${operation}`, resource: '*', context: globalContext(request, region, clock()) }, 'Refused', () => reason);
  }

  /** It is Cognito and not the app that calls STS: its address is no range of the app's (Cognito Developer Guide, "IAM roles"). */
  private ownContext(request: HttpRequest): ReadonlyMap<string, ContextValue> {
    const { region, clock } = this.dependencies;
    const context = globalContext(request, region, clock()).set('aws:sourceip', 'cognito-identity.amazonaws.com');
    context.delete('aws:useragent');
    context.delete('aws:referer');
    return context;
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'the body is not JSON');
  }
}

function json(status: number, body: object, headers: object = {}): HttpResponse {
  return {
    status,
    headers: { ...CORS_HEADERS, ...headers, 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(body),
  };
}

import type { DecisionLog } from '../../authorization/decision-log';
import { globalContext } from '../../authorization/global-context';
import { AwsError } from '../../aws-error';
import { IdentityPools, type CognitoDependencies } from '../../cognito';
import type { ContextValue } from '../../iam';
import type { HttpRequest, HttpResponse } from '../../protocols/http';
import { jsonAnswer, jsonOperation, parseJson } from '../../protocols/json';
import { CORS_HEADERS, preflight } from '../cors';
import { asAwsError } from '../internal-failure';

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
    try {
      const operation = jsonOperation(request, COGNITO_TARGET);
      const act = this.act(operation, request).catch((error: unknown) => { throw this.noted(operation, request, error); });
      return jsonAnswer('1.1', 200, await act, CORS_HEADERS);
    } catch (thrown) {
      const error = asAwsError(thrown);
      return jsonAnswer('1.1', error.status, { __type: error.code, message: error.message }, { ...CORS_HEADERS, 'x-amzn-errortype': error.code });
    }
  }

  private async act(operation: string, request: HttpRequest): Promise<object> {
    const input = parseJson(request.body);
    switch (operation) {
      case 'GetId': return this.pools.getId(input);
      case 'GetOpenIdToken': return this.pools.getOpenIdToken(input);
      case 'GetCredentialsForIdentity': return this.pools.getCredentialsForIdentity(input, this.ownContext(request));
      default: throw new AwsError('UnknownOperationException', `the local cloud does not support the operation ${operation.slice(0, 64)}`);
    }
  }

  /** AWS keeps the reason to itself; the decision log tells it. */
  private noted(operation: string, request: HttpRequest, error: unknown): unknown {
    const { log, region, clock } = this.dependencies;
    const reason = error instanceof Error ? error.cause : undefined;
    if (typeof reason !== 'string') return error;
    log.add('anonymous', { action: `cognito-identity:${operation}`, resource: '*', context: globalContext(request, region, clock()) }, 'Refused', () => reason);
    return error;
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

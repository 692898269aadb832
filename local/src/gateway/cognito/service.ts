import type { DecisionLog } from '../../authorization/decision-log';
import { globalContext } from '../../authorization/global-context';
import { AwsError } from '../../aws-error';
import { IdentityPools, type CognitoDependencies } from '../../cognito';
import type { RequestContext } from '../../iam';
import type { HttpHead, HttpResponse, IncomingBody } from '../../protocols/http';
import { jsonAnswer, jsonOperation, parseJson } from '../../protocols/json';
import { CORS_HEADERS, preflight } from '../cors';
import { asAwsError } from '../internal-failure';

/** Prefix of `X-Amz-Target`. */
export const COGNITO_TARGET = 'AWSCognitoIdentityService.';

/** Anybody may send one, so it is no longer than it needs to be: a token has 50,000 characters at most. */
const MAX_BODY_BYTES = 64 * 1024;

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

  async handle(head: HttpHead, incoming: IncomingBody): Promise<HttpResponse> {
    const asked = preflight(head);
    if (asked !== undefined) return asked;
    try {
      const operation = jsonOperation(head, COGNITO_TARGET);
      const act = this.act(operation, head, incoming).catch((error: unknown) => { throw this.noted(operation, head, error); });
      return jsonAnswer('1.1', 200, await act, CORS_HEADERS);
    } catch (thrown) {
      const error = asAwsError(thrown);
      return jsonAnswer('1.1', error.status, { __type: error.code, message: error.message }, { ...CORS_HEADERS, 'x-amzn-errortype': error.code });
    }
  }

  private async act(operation: string, head: HttpHead, incoming: IncomingBody): Promise<object> {
    const act = this.operation(operation, head);
    return act(parseJson(await incoming.read(MAX_BODY_BYTES)));
  }

  private operation(name: string, head: HttpHead): (input: unknown) => Promise<object> {
    switch (name) {
      case 'GetId': return (input) => this.pools.getId(input);
      case 'GetOpenIdToken': return (input) => this.pools.getOpenIdToken(input);
      case 'GetCredentialsForIdentity': return (input) => this.pools.getCredentialsForIdentity(input, this.ownContext(head));
      default: throw new AwsError('UnknownOperationException', `the local cloud does not support the operation ${name.slice(0, 64)}`);
    }
  }

  /** AWS keeps the reason to itself; the decision log tells it. */
  private noted(operation: string, head: HttpHead, error: unknown): unknown {
    const { log, region, clock } = this.dependencies;
    const reason = error instanceof Error ? error.cause : undefined;
    if (typeof reason !== 'string') return error;
    log.add('anonymous', { action: `cognito-identity:${operation}`, resource: '*', context: globalContext(head, region, clock()) }, 'Refused', () => reason);
    return error;
  }

  /** It is Cognito and not the app that calls STS: its address is no range of the app's (Cognito Developer Guide, "IAM roles"). */
  private ownContext(head: HttpHead): RequestContext {
    const { region, clock } = this.dependencies;
    return globalContext({ ...head, headers: new Map(), sourceIp: 'cognito-identity.amazonaws.com' }, region, clock());
  }
}

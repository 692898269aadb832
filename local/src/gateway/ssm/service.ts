import { randomUUID } from 'node:crypto';
import type { Environment } from '../../assembly';
import { AwsError } from '../../aws-error';
import type { Authorizer, Caller } from '../../authorization/authorizer';
import { callerContext } from '../../authorization/caller-context';
import type { Callers } from '../../authorization/callers';
import { header, type HttpRequest, type HttpResponse } from '../../protocols/http';
import { asAwsError } from '../internal-failure';

/** Prefix of `X-Amz-Target`. */
export const SSM_TARGET = 'AmazonSSM.';

export interface SsmDependencies {
  /** Name → value. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly environment: Environment;
  readonly authorizer: Authorizer;
  readonly callers: Callers;
  readonly clock: () => number;
}

/** The Parameter Store over HTTP (JSON 1.1), for reading: parameters are made by stacks. */
export class SsmService {
  constructor(private readonly dependencies: SsmDependencies) {}

  async handle(request: HttpRequest): Promise<HttpResponse> {
    try {
      const caller = await this.dependencies.callers.of(request, 'ssm');
      const operation = (header(request, 'x-amz-target') ?? '').slice(SSM_TARGET.length);
      return json(200, this.act(operation, namesIn(operation, request.body), request, caller));
    } catch (thrown) {
      const { status, code, message } = asAwsError(thrown);
      return json(status, { __type: code, message });
    }
  }

  private act(operation: string, names: readonly string[], request: HttpRequest, caller: Caller): object {
    const { parameters, authorizer, environment, clock } = this.dependencies;
    const context = callerContext(request, caller, environment, clock());
    authorizer.authorize(caller, names.map((name) => ({ action: `ssm:${operation}`, resource: this.arn(name), context })));
    const found = names.filter((name) => parameters.has(name)).map((name) => this.described(name));
    if (operation === 'GetParameters') return { Parameters: found, InvalidParameters: names.filter((name) => !parameters.has(name)) };
    if (found.length === 0) throw new AwsError('ParameterNotFound', '');
    return { Parameter: found[0] };
  }

  private described(name: string): object {
    return { Name: name, Type: 'String', Value: this.dependencies.parameters.get(name), Version: 1, ARN: this.arn(name), DataType: 'text' };
  }

  private arn(name: string): string {
    const { partition, region, account } = this.dependencies.environment;
    return `arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, '')}`;
  }
}

function namesIn(operation: string, body: Buffer): string[] {
  if (operation !== 'GetParameter' && operation !== 'GetParameters') {
    throw new AwsError('UnknownOperationException', `the local cloud does not support the operation ${operation.slice(0, 64)}; of the Parameter Store it has GetParameter and GetParameters`);
  }
  const { Name, Names } = parse(body);
  const names: unknown[] = operation === 'GetParameter' ? [Name] : Array.isArray(Names) ? Names : [];
  if (names.length === 0 || names.length > 10 || !names.every((name): name is string => typeof name === 'string' && name !== '')) {
    throw new AwsError('ValidationException', operation === 'GetParameter' ? 'Name: want the name of a parameter' : 'Names: want 1 to 10 names of parameters');
  }
  return names;
}

function parse(body: Buffer): { readonly [name: string]: unknown } {
  try {
    return JSON.parse(body.toString('utf8')) as { [name: string]: unknown };
  } catch {
    throw new AwsError('SerializationException', 'the body is not JSON');
  }
}

function json(status: number, body: object): HttpResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() }, body: JSON.stringify(body) };
}

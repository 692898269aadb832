import type { Environment } from '../../assembly';
import type { Admission } from '../../authorization/admission';
import { AwsError } from '../../aws-error';
import { jsonMembers } from '../../json-members';
import type { HttpHead, HttpResponse, IncomingBody } from '../../protocols/http';
import { decisionHeader, jsonAnswer, jsonOperation, parseJson } from '../../protocols/json';
import { asAwsError } from '../internal-failure';

/** Prefix of `X-Amz-Target`. */
export const SSM_TARGET = 'AmazonSSM.';

export interface SsmDependencies {
  readonly admission: Admission;
  /** Name → value. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly environment: Environment;
}

const MAX_NAMES = 10;
const MAX_BODY_BYTES = 64 * 1024;

/** The Parameter Store over HTTP (JSON 1.1), for reading: parameters are made by stacks. */
export class SsmService {
  constructor(private readonly dependencies: SsmDependencies) {}

  async handle(head: HttpHead, incoming: IncomingBody): Promise<HttpResponse> {
    try {
      const operation = jsonOperation(head, SSM_TARGET);
      const { applicant, body } = await this.dependencies.admission.receive(head, incoming, { service: 'ssm', maxBytes: MAX_BODY_BYTES });
      const names = namesIn(operation, parseJson(body));
      const permitted = applicant.permit(names, names.map((name) => ({ action: `ssm:${operation}`, resource: this.arn(name), context: new Map() })));
      return jsonAnswer('1.1', 200, this.act(operation, permitted.request), { 'x-local-decision': permitted.decision });
    } catch (thrown) {
      const error = asAwsError(thrown);
      return jsonAnswer('1.1', error.status, { __type: error.code, message: error.message }, decisionHeader(error));
    }
  }

  private act(operation: string, names: readonly string[]): object {
    const { parameters } = this.dependencies;
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

/** `WithDecryption` changes nothing: CloudFormation makes no secure texts. */
function namesIn(operation: string, input: unknown): string[] {
  switch (operation) {
    case 'GetParameter': {
      const name = jsonMembers(input, ['Name', 'WithDecryption']).get('Name');
      if (isName(name)) return [name];
      throw new AwsError('ValidationException', 'Name: want the name of a parameter');
    }
    case 'GetParameters': {
      const names = jsonMembers(input, ['Names', 'WithDecryption']).get('Names');
      if (Array.isArray(names) && names.length > 0 && names.length <= MAX_NAMES && names.every(isName)) return names;
      throw new AwsError('ValidationException', `Names: want 1 to ${MAX_NAMES} names of parameters`);
    }
    default: throw new AwsError('UnknownOperationException', `the local cloud does not support the operation ${operation.slice(0, 64)}; of the Parameter Store it has GetParameter and GetParameters`);
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

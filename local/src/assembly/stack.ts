import { AssemblyError } from './assembly-error';
import type { Environment } from './environment';
import { evaluate, evaluateCondition, type Scope } from './intrinsic-functions';
import { isObject, type JsonObject } from './json';
import { physicalName } from './physical-name';
import type { StackTemplate } from './read-assembly';
import { resourceType, type Identity, type Resource } from './resource-types';

/**
 * One stack, its references carried out on demand: a resource's name may come from another
 * resource's attribute, and that one's from a third.
 */
export class Stack implements Scope {
  readonly name: string;
  private readonly identities = new Map<string, Identity>();
  private readonly underway = new Set<string>();

  constructor(
    private readonly source: StackTemplate,
    private readonly environment: Environment,
    /** Values that any stack of the account exports. */
    private readonly exported: (name: string) => unknown,
  ) {
    this.name = source.name;
  }

  /** The resources that exist, in the order of the template: those whose condition holds. */
  resources(): Resource[] {
    return Object.entries(section(this.source.template, 'Resources'))
      .filter(([, resource]) => isObject(resource) && (resource.Condition === undefined || this.condition(String(resource.Condition))))
      .map(([logicalId]) => this.resource(logicalId));
  }

  outputs(): { [name: string]: string } {
    return Object.fromEntries(this.liveOutputs().map(([name, output]) => [name, String(this.at(`output ${name}`, () => evaluate(output.Value, this)))]));
  }

  exports(): [name: string, value: () => unknown][] {
    return this.liveOutputs().flatMap(([, output]) => (isObject(output.Export)
      ? [[String(evaluate(output.Export.Name, this)), () => evaluate(output.Value, this)] as [string, () => unknown]] : []));
  }

  identity(logicalId: string): Identity {
    const known = this.identities.get(logicalId);
    if (known !== undefined) return known;
    if (this.underway.has(logicalId)) throw new AssemblyError(`stack ${this.name}: ${logicalId} refers to itself`);
    this.underway.add(logicalId);
    const resource = this.resource(logicalId);
    const identity = resourceType(resource).identify(resource);
    this.underway.delete(logicalId);
    this.identities.set(logicalId, identity);
    return identity;
  }

  ref(name: string): unknown {
    const pseudo = this.pseudoParameter(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = section(this.source.template, 'Parameters')[name];
    if (isObject(parameter)) return this.parameterDefault(name, parameter);
    return this.identity(name).ref;
  }

  attribute(logicalId: string, attribute: string): unknown {
    const value = this.identity(logicalId).attributes[attribute];
    if (value === undefined) throw new AssemblyError(`stack ${this.name}: the local cloud does not know attribute ${attribute} of ${logicalId}`);
    return value;
  }

  condition(name: string): boolean {
    const condition = section(this.source.template, 'Conditions')[name];
    if (condition === undefined) throw new AssemblyError(`stack ${this.name}: condition ${name} is not defined`);
    return evaluateCondition(condition, this);
  }

  mapping(map: string, key: string, second: string): unknown {
    const level = section(this.source.template, 'Mappings')[map];
    const entry = isObject(level) ? level[key] : undefined;
    const value = isObject(entry) ? entry[second] : undefined;
    if (value === undefined) throw new AssemblyError(`stack ${this.name}: mapping ${map} has no ${key}, ${second}`);
    return value;
  }

  importValue(name: string): unknown {
    return this.exported(name);
  }

  private resource(logicalId: string): Resource {
    const declared = section(this.source.template, 'Resources')[logicalId];
    if (!isObject(declared)) throw new AssemblyError(`stack ${this.name}: nothing is called ${logicalId}`);
    const properties = isObject(declared.Properties) ? declared.Properties : {};
    return {
      logicalId,
      stack: this.name,
      type: String(declared.Type),
      path: this.source.constructPaths.get(logicalId) ?? logicalId,
      environment: this.environment,
      property: (name) => this.at(`${logicalId}.${name}`, () => evaluate(properties[name], this)),
      physicalName: (limit) => physicalName(this.name, logicalId, limit),
    };
  }

  private liveOutputs(): [string, JsonObject][] {
    return Object.entries(section(this.source.template, 'Outputs'))
      .filter((entry): entry is [string, JsonObject] => isObject(entry[1]) && (entry[1].Condition === undefined || this.condition(String(entry[1].Condition))));
  }

  private pseudoParameter(name: string): unknown {
    const { account, region, partition, urlSuffix } = this.environment;
    switch (name) {
      case 'AWS::AccountId': return account;
      case 'AWS::Region': return region;
      case 'AWS::Partition': return partition;
      case 'AWS::URLSuffix': return urlSuffix;
      case 'AWS::StackName': return this.name;
      case 'AWS::StackId': return `arn:${partition}:cloudformation:${region}:${account}:stack/${this.name}/local`;
      default: return undefined;
    }
  }

  private parameterDefault(name: string, parameter: JsonObject): unknown {
    if (parameter.Default === undefined || String(parameter.Type).startsWith('AWS::SSM::')) {
      throw new AssemblyError(`stack ${this.name}: parameter ${name} has no value here: the local cloud uses defaults only`);
    }
    return String(parameter.Type).startsWith('List<') || parameter.Type === 'CommaDelimitedList'
      ? String(parameter.Default).split(',')
      : String(parameter.Default);
  }

  private at<T>(place: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (error instanceof AssemblyError && !error.message.startsWith('stack ')) throw new AssemblyError(`stack ${this.name}: ${place}: ${error.message}`);
      throw error;
    }
  }
}

function section(template: JsonObject, name: string): JsonObject {
  const value = template[name];
  return isObject(value) ? value : {};
}

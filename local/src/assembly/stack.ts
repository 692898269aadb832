import { AssemblyError } from './assembly-error';
import type { Environment } from './environment';
import type { Export } from './exports';
import { shown, text } from './function-arguments';
import { evaluate, evaluateCondition, type Scope } from './intrinsic-functions';
import { isObject, member, type JsonObject } from './json';
import { NO_VALUE } from './no-value';
import { parameterValue } from './parameter-value';
import { physicalName } from './physical-name';
import type { StackTemplate } from './read-assembly';
import { resourceType, type Identity, type Resource } from './resource-types';
import { checkTemplate, section } from './template-form';
import { Underway } from './underway';

/**
 * One stack, its references carried out on demand: a resource's name may come from another
 * resource's attribute, and that one's from a third.
 */
export class Stack implements Scope {
  readonly name: string;
  private readonly identities = new Map<string, Identity>();
  private readonly underway = new Underway();
  private readonly template: JsonObject;

  constructor(
    private readonly source: StackTemplate,
    private readonly environment: Environment,
    readonly importValue: (name: string) => unknown,
  ) {
    this.name = source.name;
    this.template = source.template;
    checkTemplate(this.template, this.name);
  }

  /** The resources that exist, in the order of the template: those whose condition holds. */
  resources(): Resource[] {
    return this.existing('Resources').map(([logicalId, declared]) => this.resource(logicalId, declared));
  }

  outputs(): { [name: string]: string } {
    return Object.fromEntries(this.existing('Outputs')
      .map(([name, output]) => [name, this.at(`output ${name}`, () => text(this.value(output.Value), 'Value'))]));
  }

  exports(): Export[] {
    return this.existing('Outputs').flatMap(([output, { Export: exported, Value }]) => {
      if (exported === undefined) return [];
      const place = `output ${output}`;
      return [{
        stack: this.name,
        name: this.at(place, () => exportName(exported, (name) => this.value(name))),
        value: () => this.at(place, () => this.value(Value)),
      }];
    });
  }

  identity(logicalId: string): Identity {
    const known = this.identities.get(logicalId);
    if (known !== undefined) return known;
    const identity = this.underway.run(logicalId, () => {
      const declared = member(section(this.template, 'Resources'), logicalId) as JsonObject | undefined;
      if (declared === undefined) throw new AssemblyError(`nothing is called ${shown(logicalId)}`);
      if (!this.exists(declared, logicalId)) throw new AssemblyError(`${logicalId} is not created: its condition ${shown(declared.Condition)} is false`);
      const resource = this.resource(logicalId, declared);
      return resourceType(resource).identify(resource);
    });
    this.identities.set(logicalId, identity);
    return identity;
  }

  ref(name: string): unknown {
    const pseudo = this.pseudoParameter(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = member(section(this.template, 'Parameters'), name);
    return isObject(parameter) ? parameterValue(name, parameter) : this.identity(name).ref;
  }

  attribute(logicalId: string, attribute: string): unknown {
    const value = member(this.identity(logicalId).attributes, attribute);
    if (value === undefined) throw new AssemblyError(`the local cloud does not know the attribute ${shown(attribute)} of ${logicalId}`);
    return value;
  }

  condition(name: string): boolean {
    return this.underway.run(`condition ${name}`, () => {
      const condition = member(section(this.template, 'Conditions'), name);
      if (condition === undefined) throw new AssemblyError(`condition ${shown(name)} is not defined`);
      return evaluateCondition(condition, this);
    });
  }

  mapping(map: string, key: string, second: string): unknown {
    const level = member(section(this.template, 'Mappings'), map);
    const entry = isObject(level) ? member(level, key) : undefined;
    const value = isObject(entry) ? member(entry, second) : undefined;
    if (value === undefined) throw new AssemblyError(`mapping ${shown(map)} has no ${shown(key)}, ${shown(second)}`);
    return value;
  }

  private resource(logicalId: string, declared: JsonObject): Resource {
    const properties = (declared.Properties ?? {}) as JsonObject;
    return {
      logicalId,
      stack: this.name,
      type: String(declared.Type),
      path: this.source.constructPaths.get(logicalId) ?? logicalId,
      environment: this.environment,
      propertyNames: Object.keys(properties),
      stackTags: this.source.tags,
      property: (name) => this.at(`${logicalId}.${name}`, () => this.value(member(properties, name))),
      physicalName: (limit) => physicalName(this.name, logicalId, limit),
    };
  }

  private value(value: unknown): unknown {
    const result = evaluate(value, this);
    // Looked for in the finished value: CloudFormation, too, takes one that was joined together.
    if (JSON.stringify(result)?.includes('{{resolve:')) {
      throw new AssemblyError(`got the dynamic reference ${shown(result)}, which the local cloud cannot resolve; want the value itself`);
    }
    return result === NO_VALUE ? undefined : result;
  }

  private existing(name: 'Resources' | 'Outputs'): [string, JsonObject][] {
    return Object.entries(section(this.template, name)).filter(([id, declared]) => this.exists(declared, id));
  }

  private exists({ Condition }: JsonObject, place: string): boolean {
    return Condition === undefined || this.at(`${place}.Condition`, () => this.condition(text(Condition, 'Condition')));
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

  /** Errors say the place where the template is wrong, not every place that refers to it. */
  private at<T>(place: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (error instanceof RangeError) throw new AssemblyError(`stack ${this.name}: ${place}: nested too deeply`, true);
      if (error instanceof AssemblyError && !error.located) throw new AssemblyError(`stack ${this.name}: ${place}: ${error.message}`, true);
      throw error;
    }
  }
}

function exportName(exported: unknown, value: (name: unknown) => unknown): string {
  if (!isObject(exported)) throw new AssemblyError(`Export: got ${shown(exported)}, want an object`);
  return text(value(exported.Name), 'Export');
}

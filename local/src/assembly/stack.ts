import { AssemblyError } from './assembly-error';
import { resolveReferences } from './dynamic-references';
import type { Environment } from './environment';
import type { Export } from './exports';
import { shown, text } from './function-arguments';
import { evaluate, evaluateCondition, type Scope, type StackOutputRequest } from './intrinsic-functions';
import { isObject, member, type JsonObject } from './json';
import { NO_VALUE } from './no-value';
import { parameterValue, type FindStored } from './parameter-value';
import { physicalName } from './physical-name';
import { isInertType, type FindResourceType, type Identity, type Resource } from './resource-types';
import type { StackTemplate } from './stack-template';
import { checkTemplate, section } from './template-form';
import { Underway } from './underway';
import { uuidOf } from '../cognito';

/** What a stack finds outside of itself. */
export interface Surroundings {
  readonly environment: Environment;
  readonly findType: FindResourceType;
  readonly findStored: FindStored;
  /** Value of another stack's export. */
  importValue(name: string): unknown;
  /** Value of another stack's output, exported or not. */
  stackOutput(stack: string, output: string, region: string): string;
}

/** Of one value: more than the longest template, whose every character is looked up ten times. */
const MAX_STEPS = 10_000_000;

/**
 * One stack, its references carried out on demand: a resource's name may come from another
 * resource's attribute, and that one's from a third.
 */
export class Stack implements Scope {
  readonly name: string;
  private readonly identities = new Map<string, Identity>();
  private readonly imported = new Set<string>();
  private readonly read = new Map<string, string>();
  private readonly importedValues = new Map<string, unknown>();
  private readonly conditions = new Map<string, boolean>();
  private steps = 0;
  private depth = 0;
  private readonly underway = new Underway();
  private readonly template: JsonObject;

  constructor(
    readonly source: StackTemplate,
    private readonly surroundings: Surroundings,
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

  /** Undefined where there is none of that name. */
  output(name: string): string | undefined {
    const declared = this.existing('Outputs').find(([output]) => output === name)?.[1];
    return declared && this.at(`output ${name}`, () => text(this.value(declared.Value), 'Value'));
  }

  exports(): Export[] {
    return this.existing('Outputs').flatMap(([output, { Export: exported, Value }]) => {
      if (exported === undefined) return [];
      const place = `output ${output}`;
      return [{
        stack: this.name,
        output,
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
      return this.surroundings.findType(resource).identify(resource);
    });
    this.identities.set(logicalId, identity);
    return identity;
  }

  ref(name: string): unknown {
    const pseudo = this.pseudoParameter(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = member(section(this.template, 'Parameters'), name);
    return isObject(parameter) ? this.parameter(name) : this.identity(name).ref;
  }

  /** Throws for a value that the template does not allow. */
  parameter(name: string): string | string[] {
    const declared = section(this.template, 'Parameters')[name];
    return parameterValue(name, declared, this.source.parameters?.get(name), this.surroundings.findStored);
  }

  importValue(name: string): unknown {
    // Told of, whether or not anybody has it.
    this.imported.add(name);
    if (!this.importedValues.has(name)) this.importedValues.set(name, this.surroundings.importValue(name));
    return this.importedValues.get(name);
  }

  /** Names of the other stacks' exports that were asked for so far. */
  imports(): ReadonlySet<string> {
    return this.imported;
  }

  stackOutput({ stack, output, region = this.region, roleArn }: StackOutputRequest): string {
    if (roleArn !== undefined) throw new AssemblyError(`Fn::GetStackOutput: got RoleArn ${shown(roleArn)}, want none: the local cloud has one account`);
    if (region !== this.region) return this.surroundings.stackOutput(stack, output, region);
    const name = `${stack}.${output}`;
    const value = this.read.get(name) ?? this.source.readOutputs?.get(name) ?? this.surroundings.stackOutput(stack, output, region);
    this.read.set(name, value);
    return value;
  }

  /** `<stack>.<output>` → value, of the outputs of other stacks that were asked for so far. */
  readOutputs(): ReadonlyMap<string, string> {
    return this.read;
  }

  /** Three: the zones of an account differ, and nothing is in them here. */
  zones(region: string): readonly string[] {
    return ['a', 'b', 'c'].map((zone) => (region === '' ? this.region : region) + zone);
  }

  attribute(logicalId: string, attribute: string): unknown {
    const identity = this.identity(logicalId);
    const value = member(identity.attributes, attribute) ?? identity.otherAttribute?.(attribute);
    if (value === undefined) throw new AssemblyError(`the local cloud does not know the attribute ${shown(attribute)} of ${logicalId}`);
    return value;
  }

  condition(name: string): boolean {
    const known = this.conditions.get(name);
    if (known !== undefined) return known;
    const holds = this.underway.run(`condition ${name}`, () => {
      const condition = member(section(this.template, 'Conditions'), name);
      if (condition === undefined) throw new AssemblyError(`condition ${shown(name)} is not defined`);
      return evaluateCondition(condition, this);
    });
    this.conditions.set(name, holds);
    return holds;
  }

  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > MAX_STEPS) {
      throw new AssemblyError(`its functions take more than ${MAX_STEPS} steps and characters to carry out; want fewer of them within each other`);
    }
  }

  mapping(map: string, key: string, second: string, usual?: () => unknown): unknown {
    const level = member(section(this.template, 'Mappings'), map);
    const entry = isObject(level) ? member(level, key) : undefined;
    const value = isObject(entry) ? member(entry, second) : undefined;
    if (value === undefined && usual !== undefined) return usual();
    if (value === undefined) throw new AssemblyError(`mapping ${shown(map)} has no ${shown(key)}, ${shown(second)}`);
    return value;
  }

  private get region(): string {
    return this.surroundings.environment.region;
  }

  private resource(logicalId: string, declared: JsonObject): Resource {
    const properties = (declared.Properties ?? {}) as JsonObject;
    const { generations, hasNamesakes } = this.source;
    const place = { stack: this.name, logicalId, generation: generations?.get(logicalId) ?? 0, ...hasNamesakes && { region: this.region } };
    const keepsReferences = isInertType(String(declared.Type));
    return {
      ...place,
      type: String(declared.Type),
      path: this.source.constructPaths.get(logicalId) ?? logicalId,
      environment: this.surroundings.environment,
      propertyNames: Object.keys(properties),
      written: properties,
      stackTags: this.source.tags,
      created: this.source.created ?? 0,
      isRetained: this.source.retained ?? false,
      property: (name) => this.at(`${logicalId}.${name}`, () => this.value(member(properties, name), keepsReferences)),
      physicalName: (limit) => physicalName(place, limit),
    };
  }

  private value(value: unknown, keepsReferences = false): unknown {
    const result = this.carriedOut(value);
    return result === NO_VALUE ? undefined : resolveReferences(result, this.surroundings.findStored, keepsReferences);
  }

  /** What others ask for in between counts for the one who asked first. */
  private carriedOut(value: unknown): unknown {
    if (this.depth === 0) this.steps = 0;
    this.depth += 1;
    try {
      return evaluate(value, this);
    } finally {
      this.depth -= 1;
    }
  }

  private existing(name: 'Resources' | 'Outputs'): [string, JsonObject][] {
    return Object.entries(section(this.template, name)).filter(([id, declared]) => this.exists(declared, id));
  }

  private exists({ Condition }: JsonObject, place: string): boolean {
    return Condition === undefined || this.at(`${place}.Condition`, () => this.condition(text(Condition, 'Condition')));
  }

  private pseudoParameter(name: string): unknown {
    const { account, region, partition, urlSuffix } = this.surroundings.environment;
    switch (name) {
      case 'AWS::AccountId': return account;
      case 'AWS::Region': return region;
      case 'AWS::Partition': return partition;
      case 'AWS::URLSuffix': return urlSuffix;
      case 'AWS::StackName': return this.name;
      case 'AWS::StackId': return this.source.id ?? idOf(`arn:${partition}:cloudformation:${region}:${account}:stack/${this.name}`);
      case 'AWS::NotificationARNs': return [];
      default: return undefined;
    }
  }

  /** Errors say the place where the template is wrong, not every place that refers to it. */
  private at<T>(place: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (error instanceof RangeError) throw new AssemblyError(`stack ${this.name}: ${place}: nested too deeply`, true);
      if (error instanceof AssemblyError && !error.located) throw error.at(`stack ${this.name}: ${place}`);
      throw error;
    }
  }
}

/** Of a stack that is not deployed: of the form that AWS gives them, since apps make names of the pieces. */
function idOf(arn: string): string {
  return `${arn}/${uuidOf(arn)}`;
}

function exportName(exported: unknown, value: (name: unknown) => unknown): string {
  if (!isObject(exported)) throw new AssemblyError(`Export: got ${shown(exported)}, want an object`);
  return text(value(exported.Name), 'Export');
}

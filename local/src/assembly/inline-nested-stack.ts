import { AssemblyError } from './assembly-error';
import { shown } from './function-arguments';
import { isObject, member, type JsonObject } from './json';

const SECTIONS = ['Mappings', 'Conditions', 'Resources', 'Outputs'];

/**
 * A template with one that it nests put into it: its resources under longer logical ids, what it is passed in place of its
 * parameters, what it gives out in place of `Fn::GetAtt … Outputs`. What is deployed is the same but for generated names.
 */
export function inlineNestedStack(parent: JsonObject, logicalId: string, child: JsonObject): JsonObject {
  const { [logicalId]: nested, ...others } = section(parent, 'Resources');
  const inside = new Inside(prefixFor(logicalId, parent, child), child, nested as JsonObject);
  const around = new Outside(logicalId, inside.outputs()).moved({ ...parent, Resources: others }) as JsonObject;
  const transforms = [...new Set([parent.Transform ?? [], child.Transform ?? []].flat())];
  return {
    ...around,
    ...transforms.length > 0 && { Transform: transforms },
    ...Object.fromEntries(SECTIONS.map((name) => [name, { ...section(around, name), ...inside.section(name) }])),
  };
}

/** Longer where a name of the whole would be that of two things. */
function prefixFor(logicalId: string, parent: JsonObject, child: JsonObject): string {
  const taken = new Set([...SECTIONS, 'Parameters'].flatMap((name) => Object.keys(section(parent, name))));
  const own = SECTIONS.flatMap((name) => Object.keys(section(child, name)));
  let prefix = logicalId;
  while (own.some((name) => taken.has(prefix + name))) prefix += 'Nested';
  return prefix;
}

/** The template around: in place of what the nested stack gives out, what it is. */
class Outside {
  constructor(private readonly logicalId: string, private readonly outputs: JsonObject) {}

  moved(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.moved(item));
    if (!isObject(value)) return value;
    if (value.Ref === this.logicalId && Object.keys(value).length === 1) return { 'Fn::Sub': `arn:\${AWS::Partition}:cloudformation:\${AWS::Region}:\${AWS::AccountId}:stack/\${AWS::StackName}-${this.logicalId}/local` };
    const output = this.output(value['Fn::GetAtt']);
    if (output !== undefined) return output;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => {
      // What is in it is deployed with the rest.
      if (key === 'DependsOn') return [key, [item].flat().filter((one) => one !== this.logicalId)];
      return [key, key === 'Fn::Sub' ? withVariables(item, (name) => this.output(name), (one) => this.moved(one)) : this.moved(item)];
    }));
  }

  private output(attribute: unknown): unknown {
    const [of, name] = typeof attribute === 'string' ? splitAt(attribute) : Array.isArray(attribute) ? attribute : [];
    return of === this.logicalId && typeof name === 'string' && name.startsWith('Outputs.') ? member(this.outputs, name.slice('Outputs.'.length)) : undefined;
  }
}

/** A nested template, its names made those of the whole. */
class Inside {
  private readonly own: ReadonlySet<string>;
  private readonly passed: JsonObject;
  /** On which the whole of it depends. */
  private readonly condition: unknown;

  constructor(private readonly prefix: string, private readonly template: JsonObject, { Properties, Condition }: JsonObject) {
    this.own = new Set(Object.keys(section(template, 'Resources')));
    this.passed = isObject(Properties) && isObject(Properties.Parameters) ? Properties.Parameters : {};
    this.condition = Condition;
  }

  outputs(): JsonObject {
    return Object.fromEntries(Object.entries(section(this.template, 'Outputs')).map(([name, output]) => [name, this.moved(isObject(output) ? output.Value : undefined)]));
  }

  section(name: string): JsonObject {
    return Object.fromEntries(Object.entries(section(this.template, name))
      // Whoever looks at the whole does not see the others.
      .filter(([, item]) => name !== 'Outputs' || (isObject(item) && item.Export !== undefined))
      .map(([key, item]) => [this.prefix + key, this.conditional(name, this.moved(item, name === 'Resources' || name === 'Outputs'))]));
  }

  private conditional(name: string, moved: unknown): unknown {
    if (this.condition === undefined || name === 'Mappings') return moved;
    if (name === 'Conditions') return { 'Fn::And': [{ Condition: this.condition }, moved] };
    return { Condition: this.condition, ...moved as JsonObject };
  }

  /** A value of the nested template, as the whole has to say it. */
  moved(value: unknown, isDeclaration = false): unknown {
    if (Array.isArray(value)) return value.map((item) => this.moved(item));
    if (!isObject(value)) return value;
    const [[key, argument] = ['', undefined], second] = Object.entries(value);
    if (second === undefined && !isDeclaration) {
      if (key === 'Ref') return this.reference(argument);
      if (key === 'Condition' && typeof argument === 'string') return { Condition: this.prefix + argument };
      if (key === 'Fn::GetAtt') return { [key]: this.attribute(argument) };
      if (key === 'Fn::Sub') return { [key]: withVariables(argument, (name) => this.named(name), (one) => this.moved(one)) };
      if ((key === 'Fn::If' || key === 'Fn::FindInMap') && Array.isArray(argument)) {
        const [name, ...rest] = argument;
        return { [key]: [typeof name === 'string' ? this.prefix + name : this.moved(name), ...rest.map((item) => this.moved(item))] };
      }
    }
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.part(name, item, isDeclaration)]));
  }

  private part(name: string, item: unknown, isDeclaration: boolean): unknown {
    if (!isDeclaration) return this.moved(item);
    if (name === 'Condition') return typeof item === 'string' ? this.prefix + item : this.moved(item);
    return name === 'DependsOn' ? [item].flat().map((one) => `${this.prefix}${String(one)}`) : this.moved(item);
  }

  private reference(name: unknown): unknown {
    if (typeof name !== 'string' || name.startsWith('AWS::')) return { Ref: name };
    if (this.own.has(name)) return { Ref: this.prefix + name };
    const declared = member(section(this.template, 'Parameters'), name);
    const { Type, Default } = isObject(declared) ? declared : {};
    const given = member(this.passed, name) ?? Default;
    // Neither passed nor with a default: nobody can say what it is.
    return given === undefined ? { Ref: this.prefix + name } : ofType(String(Type), given) ?? { Ref: this.prefix + name };
  }

  private attribute(argument: unknown): unknown {
    if (typeof argument === 'string') return this.prefix + argument;
    return Array.isArray(argument) ? [this.prefix + String(argument[0]), ...argument.slice(1)] : argument;
  }

  private named(name: string): unknown {
    if (name.startsWith('AWS::')) return undefined;
    return name.includes('.') ? { 'Fn::GetAtt': this.attribute(name) } : this.reference(name);
  }
}

/** What a parameter stands for: lists are passed as one text, names of the Parameter Store in place of what it holds. */
function ofType(type: string, given: unknown): unknown {
  if (type.startsWith('AWS::SSM::Parameter::Value<')) return type.endsWith('<String>') && typeof given === 'string' ? `{{resolve:ssm:${given}}}` : undefined;
  return type === 'CommaDelimitedList' || type.startsWith('List<') ? { 'Fn::Split': [',', given] } : given;
}

const VARIABLE = /\$\{([^!}][^}]*)\}/g;

/** `Fn::Sub` with variables for those names in its text that mean something else in the whole: they may be anything, not only names. */
function withVariables(argument: unknown, meaning: (name: string) => unknown, moved: (value: unknown) => unknown): unknown {
  const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string' || !isObject(variables)) throw new AssemblyError(`Fn::Sub: got ${shown(argument)}, want text, or text and variables`);
  const found = new Map(Object.entries(variables).map(([name, value]) => [name, moved(value)]));
  for (const [, name] of text.matchAll(VARIABLE)) {
    const value = found.has(name) ? undefined : meaning(name);
    if (value !== undefined) found.set(name, value);
  }
  const stem = unusedIn(text);
  const names = new Map([...found.keys()].map((name, index) => [name, `${stem}${index}`]));
  const renamed = text.replace(VARIABLE, (whole, name: string) => (names.has(name) ? `\${${names.get(name)}}` : whole));
  return [renamed, Object.fromEntries([...found].map(([name, value]) => [names.get(name)!, value]))];
}

function unusedIn(text: string): string {
  let stem = 'Part';
  while (text.includes(stem)) stem += 'Of';
  return stem;
}

function splitAt(attribute: string): [string, string] {
  const dot = attribute.indexOf('.');
  return [attribute.slice(0, dot), attribute.slice(dot + 1)];
}

function section(template: JsonObject, name: string): JsonObject {
  const value = member(template, name);
  return isObject(value) ? value : {};
}

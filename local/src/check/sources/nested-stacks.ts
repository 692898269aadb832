import { AssemblyError, isObject, nestedFiles, type JsonObject } from '../../assembly';
import { shown } from '../../assembly/function-arguments';
import { member } from '../../assembly/json';

/** Nested stacks of nested stacks: deeper than anybody goes. */
const MOST_LEVELS = 10;

/**
 * A template with those that it nests put into it: their resources under longer logical ids, what they are passed in place of their
 * parameters, what they give out in place of `Fn::GetAtt … Outputs`. What is deployed is the same but for generated names.
 */
export function withNested(template: JsonObject, templates: ReadonlyMap<string, JsonObject>, levels = MOST_LEVELS): JsonObject {
  const nested = nestedFiles(template).flatMap(([logicalId, file]) => (templates.has(file) ? [[logicalId, templates.get(file)!] as const] : []));
  if (nested.length === 0) return template;
  if (levels === 0) throw new AssemblyError(`nested stacks: got more than ${MOST_LEVELS} levels of them`);
  return nested.reduce((whole, [logicalId, child]) => put(whole, logicalId, withNested(child, templates, levels - 1)), template);
}

function put(parent: JsonObject, logicalId: string, child: JsonObject): JsonObject {
  const { Properties } = resourcesOf(parent)[logicalId] as JsonObject;
  const passed = isObject(Properties) && isObject(Properties.Parameters) ? Properties.Parameters : {};
  const inside = new Inside(logicalId, child, passed);
  const { [logicalId]: _, ...others } = resourcesOf(parent);
  const outputs = Object.fromEntries(Object.entries(section(child, 'Outputs')).map(([name, output]) => [name, inside.moved(isObject(output) ? output.Value : undefined)]));
  const around = giveOut({ ...parent, Resources: others }, logicalId, outputs) as JsonObject;
  return {
    ...around,
    ...['Mappings', 'Conditions', 'Resources'].reduce((sections, name) => ({ ...sections, [name]: { ...section(around, name), ...inside.section(name) } }), {}),
  };
}

/** In place of what the nested stack gives out, what it is. */
function giveOut(value: unknown, logicalId: string, outputs: JsonObject): unknown {
  if (Array.isArray(value)) return value.map((item) => giveOut(item, logicalId, outputs));
  if (!isObject(value)) return value;
  const attribute = value['Fn::GetAtt'];
  const [of, name] = typeof attribute === 'string' ? splitAt(attribute) : Array.isArray(attribute) ? attribute : [];
  const output = of === logicalId && typeof name === 'string' && name.startsWith('Outputs.') ? member(outputs, name.slice('Outputs.'.length)) : undefined;
  if (output !== undefined) return output;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => {
    // What is in it is deployed with the rest.
    if (key === 'DependsOn') return [[key, [item].flat().filter((one) => one !== logicalId)]];
    return [[key, giveOut(item, logicalId, outputs)]];
  }));
}

/** A nested template, its names made those of the whole. */
class Inside {
  private readonly own: ReadonlySet<string>;

  constructor(private readonly prefix: string, private readonly template: JsonObject, private readonly passed: JsonObject) {
    this.own = new Set(Object.keys(section(template, 'Resources')));
  }

  section(name: string): JsonObject {
    return Object.fromEntries(Object.entries(section(this.template, name)).map(([key, item]) => [this.prefix + key, this.moved(item, true)]));
  }

  /** A value of the nested template, as the whole has to say it. */
  moved(value: unknown, isResource = false): unknown {
    if (Array.isArray(value)) return value.map((item) => this.moved(item));
    if (!isObject(value)) return value;
    const [[key, argument] = ['', undefined], second] = Object.entries(value);
    if (second === undefined && !isResource) {
      if (key === 'Ref') return this.reference(argument);
      if (key === 'Condition' && typeof argument === 'string') return { Condition: this.prefix + argument };
      if (key === 'Fn::GetAtt') return { [key]: this.attribute(argument) };
      if (key === 'Fn::Sub') return { [key]: this.substitution(argument) };
      if ((key === 'Fn::If' || key === 'Fn::FindInMap') && Array.isArray(argument)) {
        const [name, ...rest] = argument;
        return { [key]: [typeof name === 'string' ? this.prefix + name : this.moved(name), ...rest.map((item) => this.moved(item))] };
      }
    }
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.part(name, item, isResource)]));
  }

  private part(name: string, item: unknown, isResource: boolean): unknown {
    if (!isResource) return this.moved(item);
    if (name === 'Condition') return typeof item === 'string' ? this.prefix + item : this.moved(item);
    return name === 'DependsOn' ? [item].flat().map((one) => `${this.prefix}${String(one)}`) : this.moved(item);
  }

  private reference(name: unknown): unknown {
    if (typeof name !== 'string' || name.startsWith('AWS::')) return { Ref: name };
    if (this.own.has(name)) return { Ref: this.prefix + name };
    const declared = member(section(this.template, 'Parameters'), name);
    const given = member(this.passed, name) ?? (isObject(declared) ? declared.Default : undefined);
    // Neither passed nor with a default: nobody can say what it is.
    return given ?? { Ref: this.prefix + name };
  }

  private attribute(argument: unknown): unknown {
    if (typeof argument === 'string') return this.prefix + argument;
    return Array.isArray(argument) ? [this.prefix + String(argument[0]), ...argument.slice(1)] : argument;
  }

  /** Names in the text become variables of it, since a parameter may be anything. */
  private substitution(argument: unknown): unknown {
    const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
    if (typeof text !== 'string' || !isObject(variables)) throw new AssemblyError(`Fn::Sub: got ${shown(argument)}, want text, or text and variables`);
    const found = new Map(Object.entries(variables).map(([name, value]) => [name, this.moved(value)]));
    for (const [, name] of text.matchAll(/\$\{([^!}][^}]*)\}/g)) {
      if (found.has(name) || name.startsWith('AWS::')) continue;
      found.set(name, name.includes('.') ? { 'Fn::GetAtt': this.attribute(name) } : this.reference(name));
    }
    const names = new Map([...found.keys()].map((name, index) => [name, `Part${index}`]));
    const renamed = text.replace(/\$\{([^!}][^}]*)\}/g, (whole, name: string) => (names.has(name) ? `\${${names.get(name)}}` : whole));
    return [renamed, Object.fromEntries([...found].map(([name, value]) => [names.get(name)!, value]))];
  }
}

function splitAt(attribute: string): [string, string] {
  const dot = attribute.indexOf('.');
  return [attribute.slice(0, dot), attribute.slice(dot + 1)];
}

function resourcesOf(template: JsonObject): JsonObject {
  return section(template, 'Resources');
}

function section(template: JsonObject, name: string): JsonObject {
  const value = member(template, name);
  return isObject(value) ? value : {};
}

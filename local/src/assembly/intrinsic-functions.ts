import { AssemblyError } from './assembly-error';
import { cidrBlocks } from './cidr';
import { list, listOf, shown, text } from './function-arguments';
import { isObject, member, type JsonObject } from './json';
import { NO_VALUE } from './no-value';
import { substitute } from './substitute';

/** What the functions of a template may refer to. Each throws `AssemblyError` for a name it does not know. */
export interface Scope {
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, key: string, second: string, usual?: () => unknown): unknown;
  importValue(name: string): unknown;
  /** An output of another stack. */
  stackOutput(request: StackOutputRequest): unknown;
  /** Names of the zones of a Region. */
  zones(region: string): readonly string[];
  /** Throws once a template costs more than any that is meant: functions within functions can multiply without end. */
  spend(steps: number): void;
}

/** What `Fn::GetStackOutput` is given. */
export interface StackOutputRequest {
  readonly stack: string;
  readonly output: string;
  readonly region?: string;
  readonly roleArn?: string;
}

type Evaluate = (argument: unknown, scope: Scope) => unknown;

/**
 * Values of a template with every intrinsic function carried out.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function evaluate(value: unknown, scope: Scope): unknown {
  scope.spend(1);
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope)).filter((item) => item !== NO_VALUE);
  if (!isObject(value)) return value;
  const name = Object.keys(value).find(isFunctionName);
  if (name !== undefined) return call(name, value, scope);
  return Object.fromEntries(Object.entries(value)
    .map(([key, item]) => [key, evaluate(item, scope)] as const)
    .filter(([, item]) => item !== NO_VALUE));
}

/** Conditions have functions of their own: `Condition` names another one. */
export function evaluateCondition(value: unknown, scope: Scope): boolean {
  if (isObject(value) && typeof value.Condition === 'string') return scope.condition(value.Condition);
  const result = evaluate(value, scope);
  if (typeof result !== 'boolean') throw new AssemblyError(`a condition: got ${shown(result)}, want Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition`);
  return result;
}

export function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function call(name: string, value: JsonObject, scope: Scope): unknown {
  const evaluateCall = FUNCTIONS.get(name);
  if (evaluateCall === undefined) throw new AssemblyError(`${name} is not supported by the local cloud; it knows ${[...FUNCTIONS.keys()].join(', ')}`);
  const other = Object.keys(value).find((key) => key !== name);
  if (other !== undefined) throw new AssemblyError(`${name}: got ${shown(other)} beside it, want the function alone`);
  const result = evaluateCall(value[name], scope);
  if (typeof result === 'string') scope.spend(result.length);
  return result;
}

const STACK_OUTPUT = ['StackName', 'OutputName', 'Region', 'RoleArn'];

const FUNCTIONS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['Ref', (name, scope) => (name === 'AWS::NoValue' ? NO_VALUE : scope.ref(text(name, 'Ref')))],
  ['Fn::GetAtt', (argument, scope) => {
    const [logicalId, attribute] = typeof argument === 'string' ? dotted(argument) : listOf(2, argument, 'Fn::GetAtt');
    return scope.attribute(text(logicalId, 'Fn::GetAtt'), text(evaluate(attribute, scope), 'Fn::GetAtt'));
  }],
  ['Fn::Join', (argument, scope) => {
    const [delimiter, parts] = listOf(2, argument, 'Fn::Join');
    return list(evaluate(parts, scope), 'Fn::Join').map((part) => text(part, 'Fn::Join')).join(text(delimiter, 'Fn::Join'));
  }],
  ['Fn::Split', (argument, scope) => {
    const [delimiter, source] = listOf(2, argument, 'Fn::Split');
    if (delimiter === '') throw new AssemblyError('Fn::Split: got an empty delimiter, want text');
    return text(evaluate(source, scope), 'Fn::Split').split(text(delimiter, 'Fn::Split'));
  }],
  ['Fn::Select', (argument, scope) => {
    const [index, items] = listOf(2, evaluate(argument, scope), 'Fn::Select');
    const choices = list(items, 'Fn::Select');
    const place = text(index, 'Fn::Select');
    if (!/^\d+$/.test(place) || Number(place) >= choices.length) {
      throw new AssemblyError(`Fn::Select: got index ${shown(index)} for a list of ${choices.length}, want 0 to ${choices.length - 1}`);
    }
    return choices[Number(place)];
  }],
  ['Fn::Sub', (argument, scope) => {
    const [template, variables] = Array.isArray(argument) ? listOf(2, argument, 'Fn::Sub') : [argument, {}];
    if (!isObject(variables)) throw new AssemblyError(`Fn::Sub: got ${shown(variables)}, want an object of variables`);
    const known = new Map<string, string>();
    return substitute(text(template, 'Fn::Sub'), (name) => {
      const value = known.get(name) ?? text(variable(name, variables, scope), `Fn::Sub \${${name}}`);
      known.set(name, value);
      scope.spend(value.length);
      return value;
    });
  }],
  ['Fn::FindInMap', (argument, scope) => {
    const given = list(argument, 'Fn::FindInMap');
    const [map, key, second] = listOf(3, evaluate(given.slice(0, 3), scope), 'Fn::FindInMap').map((part) => text(part, 'Fn::FindInMap'));
    if (given.length === 3) return scope.mapping(map, key, second);
    const options = given.length === 4 && isObject(given[3]) ? given[3] : {};
    if (!Object.hasOwn(options, 'DefaultValue')) throw new AssemblyError(`Fn::FindInMap: got ${shown(given.slice(3))}, want DefaultValue behind the three names`);
    return scope.mapping(map, key, second, () => evaluate(options.DefaultValue, scope));
  }],
  ['Fn::GetStackOutput', (argument, scope) => {
    if (!isObject(argument)) throw new AssemblyError(`Fn::GetStackOutput: got ${shown(argument)}, want StackName and OutputName`);
    const other = Object.keys(argument).find((name) => !STACK_OUTPUT.includes(name));
    if (other !== undefined) throw new AssemblyError(`Fn::GetStackOutput: got ${shown(other)}, want ${STACK_OUTPUT.join(', ')}`);
    const [stack, output, region, roleArn] = STACK_OUTPUT.map((name) => evaluate(member(argument, name), scope));
    return scope.stackOutput({
      stack: text(stack, 'Fn::GetStackOutput'), output: text(output, 'Fn::GetStackOutput'), region: optional(region), roleArn: optional(roleArn),
    });
  }],
  ['Fn::GetAZs', (argument, scope) => scope.zones(text(evaluate(argument, scope), 'Fn::GetAZs'))],
  ['Fn::Cidr', (argument, scope) => {
    const given = list(evaluate(argument, scope), 'Fn::Cidr').map((part) => text(part, 'Fn::Cidr'));
    const [block = '', count = '', hostBits = block.includes(':') ? '64' : '8'] = given;
    return cidrBlocks(block, count, hostBits);
  }],
  ['Fn::Length', (argument, scope) => list(evaluate(argument, scope), 'Fn::Length').length],
  ['Fn::ToJsonString', (argument, scope) => {
    if (!isObject(argument) && !Array.isArray(argument)) throw new AssemblyError(`Fn::ToJsonString: got ${shown(argument)}, want an object or a list`);
    return JSON.stringify(evaluate(argument, scope));
  }],
  ['Fn::ImportValue', (argument, scope) => scope.importValue(text(evaluate(argument, scope), 'Fn::ImportValue'))],
  ['Fn::Base64', (argument, scope) => Buffer.from(text(evaluate(argument, scope), 'Fn::Base64')).toString('base64')],
  ['Fn::If', (argument, scope) => {
    const [condition, then, otherwise] = listOf(3, argument, 'Fn::If');
    return evaluate(scope.condition(text(condition, 'Fn::If')) ? then : otherwise, scope);
  }],
  ['Fn::Equals', (argument, scope) => {
    const [left, right] = listOf(2, evaluate(argument, scope), 'Fn::Equals');
    return comparable(left) === comparable(right);
  }],
  ['Fn::And', (argument, scope) => conditions(argument, 'Fn::And').every((part) => evaluateCondition(part, scope))],
  ['Fn::Or', (argument, scope) => conditions(argument, 'Fn::Or').some((part) => evaluateCondition(part, scope))],
  ['Fn::Not', (argument, scope) => !evaluateCondition(listOf(1, argument, 'Fn::Not')[0], scope)],
]);

function optional(value: unknown): string | undefined {
  return value === undefined || value === NO_VALUE ? undefined : text(value, 'Fn::GetStackOutput');
}

/** `Logical.Attribute`; the attribute itself may hold dots. */
function dotted(name: string): [logicalId: string, attribute: string] {
  const dot = name.indexOf('.');
  if (dot < 1) throw new AssemblyError(`Fn::GetAtt: got ${shown(name)}, want a logical id, a dot and an attribute`);
  return [name.slice(0, dot), name.slice(dot + 1)];
}

function variable(name: string, own: JsonObject, scope: Scope): unknown {
  if (Object.hasOwn(own, name)) return evaluate(member(own, name), scope);
  return name.includes('.') ? scope.attribute(...dotted(name)) : scope.ref(name);
}

/** CloudFormation wants 2 to 10: an empty `Fn::And` would be true. */
function conditions(argument: unknown, where: string): unknown[] {
  const parts = list(argument, where);
  if (parts.length < 2 || parts.length > 10) throw new AssemblyError(`${where}: got ${parts.length} conditions, want 2 to 10`);
  return parts;
}

/** Scalars are compared as texts: a parameter's default of 1 equals '1'. */
function comparable(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'number' || typeof item === 'boolean' ? String(item) : item));
}

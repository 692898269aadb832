import { AssemblyError } from './assembly-error';
import { isObject, type JsonObject } from './json';

/** What the functions of a template may refer to. Each throws `AssemblyError` for a name it does not know. */
export interface Scope {
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, key: string, second: string): unknown;
  importValue(name: string): unknown;
}

/** What `Ref: AWS::NoValue` leaves: the property itself goes. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Evaluate = (argument: unknown, scope: Scope) => unknown;

/**
 * Values of a template with every intrinsic function carried out.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope)).filter((item) => item !== NO_VALUE);
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && isFunctionName(keys[0])) return call(keys[0], value[keys[0]], scope);
  return Object.fromEntries(Object.entries(value)
    .map(([key, item]) => [key, evaluate(item, scope)] as const)
    .filter(([, item]) => item !== NO_VALUE));
}

/** Conditions have functions of their own: `Condition` names another one. */
export function evaluateCondition(value: unknown, scope: Scope): boolean {
  if (isObject(value) && typeof value.Condition === 'string') return scope.condition(value.Condition);
  const result = evaluate(value, scope);
  if (typeof result !== 'boolean') throw new AssemblyError(`a condition gives ${JSON.stringify(result)}, not true or false`);
  return result;
}

function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function call(name: string, argument: unknown, scope: Scope): unknown {
  const evaluateCall = FUNCTIONS.get(name);
  if (evaluateCall === undefined) throw new AssemblyError(`${name} is not supported by the local cloud`);
  return evaluateCall(argument, scope);
}

const FUNCTIONS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['Ref', (name, scope) => (name === 'AWS::NoValue' ? NO_VALUE : scope.ref(text(name, 'Ref')))],
  ['Fn::GetAtt', (argument, scope) => {
    // `Logical.Attribute`, the attribute itself may hold dots.
    const [logicalId, ...attribute] = typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt').map(String);
    return scope.attribute(logicalId, attribute.join('.'));
  }],
  ['Fn::Join', (argument, scope) => {
    const [delimiter, parts] = pair(argument, 'Fn::Join');
    return list(evaluate(parts, scope), 'Fn::Join').map((part) => text(part, 'Fn::Join')).join(text(delimiter, 'Fn::Join'));
  }],
  ['Fn::Split', (argument, scope) => {
    const [delimiter, source] = pair(argument, 'Fn::Split');
    return text(evaluate(source, scope), 'Fn::Split').split(text(delimiter, 'Fn::Split'));
  }],
  ['Fn::Select', (argument, scope) => {
    const [index, items] = pair(evaluate(argument, scope), 'Fn::Select');
    const found = list(items, 'Fn::Select')[Number(index)];
    if (found === undefined) throw new AssemblyError(`Fn::Select: no element ${String(index)}`);
    return found;
  }],
  ['Fn::Sub', substitute],
  ['Fn::FindInMap', (argument, scope) => {
    const [map, key, second] = list(evaluate(argument, scope), 'Fn::FindInMap').map((part) => text(part, 'Fn::FindInMap'));
    return scope.mapping(map, key, second);
  }],
  ['Fn::ImportValue', (argument, scope) => scope.importValue(text(evaluate(argument, scope), 'Fn::ImportValue'))],
  ['Fn::Base64', (argument, scope) => Buffer.from(text(evaluate(argument, scope), 'Fn::Base64')).toString('base64')],
  ['Fn::If', (argument, scope) => {
    const [condition, then, otherwise] = list(argument, 'Fn::If');
    return evaluate(scope.condition(text(condition, 'Fn::If')) ? then : otherwise, scope);
  }],
  ['Fn::Equals', (argument, scope) => {
    const [left, right] = pair(evaluate(argument, scope), 'Fn::Equals');
    return JSON.stringify(left) === JSON.stringify(right);
  }],
  ['Fn::And', (argument, scope) => list(argument, 'Fn::And').every((part) => evaluateCondition(part, scope))],
  ['Fn::Or', (argument, scope) => list(argument, 'Fn::Or').some((part) => evaluateCondition(part, scope))],
  ['Fn::Not', (argument, scope) => !evaluateCondition(list(argument, 'Fn::Not')[0], scope)],
]);

/** `${Name}` and `${Logical.Attribute}` are references, `${!text}` stays `${text}`: how policy variables get through. */
function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? pair(argument, 'Fn::Sub') : [argument, {}];
  const own: JsonObject = isObject(variables) ? variables : {};
  return text(template, 'Fn::Sub').replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (Object.hasOwn(own, name)) return text(evaluate(own[name], scope), 'Fn::Sub');
    const dot = name.indexOf('.');
    return text(dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1)), 'Fn::Sub');
  });
}

function list(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw new AssemblyError(`${where}: got ${JSON.stringify(value)}, want a list`);
  return value;
}

function pair(value: unknown, where: string): [unknown, unknown] {
  const items = list(value, where);
  if (items.length !== 2) throw new AssemblyError(`${where}: got ${items.length} arguments, want 2`);
  return [items[0], items[1]];
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new AssemblyError(`${where}: got ${JSON.stringify(value)}, want text`);
}

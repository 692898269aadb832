import { CONDITION_FUNCTIONS, wrongType } from './condition-functions';
import { isFunction, isPath, literalType } from './operands';
import type { Note } from './path';
import type { Operand } from '../request/parsed';
import type { AttributeValue } from '../values/attribute-value';
import { MEMBER_TYPES, typeOf } from '../values/attribute-value';

export type UpdateProblem = 'function' | 'operator' | 'use' | 'types';

type Check = (name: string, args: readonly Operand[], note: Note<UpdateProblem>) => void;

const needsPath: Check = (name, [path], note) => {
  if (!isPath(path)) note('types', `Operator or function requires a document path; operator or function: ${name}`);
};

const needsType = (wanted: string): Check => (name, args, note) => {
  const wrong = args.map(literalType).find((type) => type !== undefined && type !== wanted);
  if (wrong !== undefined) note('types', wrongType(name, wrong));
};

const needsLists = needsType('L');

export const checkArithmetic = needsType('N');

const FUNCTIONS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['if_not_exists', needsPath],
  ['list_append', (name, args, note) => {
    // AWS appends no list that list_append made, for whatever reason.
    if (args.some((arg) => isFunction(arg) && arg.name === name)) {
      note('use', `The function is not allowed to be used this way in an expression; function: ${name}`);
    }
    needsLists(name, args, note);
  }],
]);

const OPERANDS = 2;

export const checkUpdateFunction: Check = (name, args, note) => {
  const check = FUNCTIONS.get(name);
  if (!check) {
    note('function', CONDITION_FUNCTIONS.has(name)
      ? `The function is not allowed in an update expression; function: ${name}` : `Invalid function name; function: ${name}`);
    return;
  }
  if (args.length === OPERANDS) check(name, args, note);
  else note('types', `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`);
};

const LONG_NAMES: ReadonlyMap<string, string> = new Map([
  ['S', 'STRING'], ['N', 'NUMBER'], ['B', 'BINARY'], ['NULL', 'NULL'], ['BOOL', 'BOOLEAN'], ['L', 'LIST'], ['M', 'MAP'],
]);

/** ADD takes numbers and sets, DELETE takes sets. */
export function checkSetOperand(operator: 'ADD' | 'DELETE', value: Operand, note: Note<UpdateProblem>): void {
  const type = typeOf(value as AttributeValue);
  if (MEMBER_TYPES.has(type) || (operator === 'ADD' && type === 'N')) return;
  note('operator', `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${LONG_NAMES.get(type)}`
    + `, typeSet: ALLOWED_FOR_${operator}_OPERAND`);
}

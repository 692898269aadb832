import { isFunction, isPath, literalType } from './operands';
import type { Note } from './path';
import { pathText, samePath } from './path';
import type { Operand } from '../request/parsed';

export type OperandProblem = 'operands' | 'distinct' | 'types';

type Check = (name: string, args: readonly Operand[], note: Note<OperandProblem>) => void;

interface FunctionRule {
  readonly operands: number;
  readonly check?: Check;
}

const TYPES: ReadonlySet<string> = new Set(['B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'N', 'NS', 'S', 'M']);

export const wrongType = (name: string, type: string): string =>
  `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`;

const needsPath: Check = (name, [path], note) => {
  if (!isPath(path)) note('types', `Operator or function requires a document path; operator or function: ${name}`);
};

const needsTypeName: Check = (name, [, wanted], note) => {
  const type = literalType(wanted);
  if (type !== 'S') return note('types', wrongType(name, type ?? '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}'));
  const { S: text } = wanted as { readonly S: string };
  if (!TYPES.has(text)) note('types', `Invalid attribute type name found; type: ${text}, valid types: {${[...TYPES].join(',')}}`);
};

const needsText: Check = (name, args, note) => {
  const wrong = args.map((arg) => isFunction(arg) ? 'N' : literalType(arg)).find((type) => type !== undefined && type !== 'S' && type !== 'B');
  if (wrong !== undefined) note('types', wrongType(name, wrong));
};

const UNSIZED: ReadonlySet<string | undefined> = new Set(['N', 'BOOL', 'NULL']);

const needsSize: Check = (name, [operand], note) => {
  const type = isFunction(operand) ? 'N' : literalType(operand);
  if (UNSIZED.has(type)) note('types', wrongType(name, type!));
};

export const CONDITION_FUNCTIONS: ReadonlyMap<string, FunctionRule> = new Map<string, FunctionRule>([
  ['attribute_exists', { operands: 1, check: needsPath }],
  ['attribute_not_exists', { operands: 1, check: needsPath }],
  ['attribute_type', { operands: 2, check: needsTypeName }],
  ['begins_with', { operands: 2, check: needsText }],
  ['contains', { operands: 2 }],
  ['size', { operands: 1, check: needsSize }],
]);

const UPDATE_FUNCTIONS: ReadonlySet<string> = new Set(['if_not_exists', 'list_append']);

/** One operand must not be the very path that the other is. */
export function checkDistinct(name: string, args: readonly Operand[], note: Note<OperandProblem>): void {
  const [first, second] = args;
  if (args.length !== 2 || !isPath(first) || !isPath(second) || !samePath(first, second)) return;
  note('distinct', 'The first operand must be distinct from the remaining operands for this operator or function; '
    + `operator: ${name}, first operand: ${pathText(first)}`);
}

export function checkFunction(name: string, args: readonly Operand[], note: Note<OperandProblem | 'function'>): void {
  const rule = CONDITION_FUNCTIONS.get(name);
  if (!rule) {
    note('function', UPDATE_FUNCTIONS.has(name)
      ? `The function is not allowed in a condition expression; function: ${name}` : `Invalid function name; function: ${name}`);
    return;
  }
  if (args.length !== rule.operands) {
    note('operands', `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`);
    return;
  }
  checkDistinct(name, args, note);
  rule.check?.(name, args, note);
}

import type { Operand, Operation, Path } from '../request/parsed';
import type { AttributeValue } from '../values/attribute-value';
import { typeOf } from '../values/attribute-value';

export const isPath = (operand: Operand): operand is Path => Array.isArray(operand);

export const isOperation = (operand: Operand): operand is Operation => !isPath(operand) && 'args' in operand;

export const isLiteral = (operand: Operand): operand is AttributeValue => !isPath(operand) && !('args' in operand);

export const isFunction = (operand: Operand): operand is Operation & { readonly name: string } => isOperation(operand) && operand.type === 'function';

/** The type of an operand that is a value of the request, whose type is known before any item is. */
export const literalType = (operand: Operand): string | undefined => isLiteral(operand) ? typeOf(operand) : undefined;

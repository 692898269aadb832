import { Operator, parsedOperator } from './operator';

/** The text itself when it is base64 in its one canonical form, so that equal texts mean equal bytes. */
function parseBase64(text: string): string | undefined {
  return Buffer.from(text, 'base64').toString('base64') === text ? text : undefined;
}

/** IAM User Guide, Condition operators, Binary condition operators: byte for byte, both sides in base64. */
export const binaryOperators: ReadonlyMap<string, Operator> = new Map([
  ['BinaryEquals', parsedOperator(parseBase64, (got, wanted) => got === wanted)],
]);

import type { Note } from './path';
import type { Placeholders } from './placeholders';
import type { TokenReader } from './token-reader';
import type { Operand } from '../request/parsed';

/** Stands for a value that is not there; the expression is refused for it. */
const NO_VALUE = { NULL: true };

/** A placeholder of ExpressionAttributeValues. */
export function readValue(reader: TokenReader, placeholders: Placeholders, note: Note<'value'>): Operand {
  const { text } = reader.take('value');
  const value = placeholders.value(text);
  if (!value) note('value', `An expression attribute value used in expression is not defined; attribute value: ${text}`);
  return value ?? NO_VALUE;
}

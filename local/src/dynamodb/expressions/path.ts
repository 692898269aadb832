import type { Placeholders } from './placeholders';
import { isReserved } from './reserved-words';
import type { TokenReader } from './token-reader';
import type { Token } from './tokens';
import type { Path } from '../request/parsed';
import { checkAttributeName } from '../request/text';

/** DynamoDB Developer Guide, Quotas, Nested attribute depth: "up to 32 levels deep". */
const MAX_LEVELS = 32;

/** List indexes beyond the range of Java's int are none. */
const MAX_INDEX = 2 ** 31 - 1;

export type PathProblem = 'reserved' | 'name' | 'path';

export type Note<Kind> = (kind: Kind, message: string) => void;

function nameOf({ kind, text }: Token, placeholders: Placeholders, note: Note<PathProblem>): string {
  if (kind === 'word') {
    if (isReserved(text)) note('reserved', `Attribute name is a reserved keyword; reserved keyword: ${text}`);
    return checkAttributeName(text);
  }
  const name = placeholders.name(text);
  if (name === undefined) note('name', `An expression attribute name used in the document path is not defined; attribute name: ${text}`);
  return name ?? text;
}

function readIndex(reader: TokenReader, note: Note<PathProblem>): number {
  const { text } = reader.take('number');
  reader.expect(']');
  if (Number(text) > MAX_INDEX) note('path', `List index is not within the allowable range; index: [${text}]`);
  return Number(text);
}

const readName = (reader: TokenReader): Token => reader.take(reader.current.kind === 'name' ? 'name' : 'word');

/** A document path: a name, and then names of map members and positions in lists. */
export function readPath(reader: TokenReader, placeholders: Placeholders, note: Note<PathProblem>): Path {
  const path: Array<string | number> = [nameOf(readName(reader), placeholders, note)];
  for (;;) {
    if (reader.takeIf('.')) path.push(nameOf(readName(reader), placeholders, note));
    else if (reader.takeIf('[')) path.push(readIndex(reader, note));
    else break;
  }
  if (path.length > MAX_LEVELS) note('path', `The document path has too many nesting levels; nesting levels: ${path.length}`);
  return path;
}

export const pathText = (path: Path): string => `[${path.map((part) => typeof part === 'number' ? `[${part}]` : part).join(', ')}]`;

export const samePath = (left: Path, right: Path): boolean => left.length === right.length && left.every((part, index) => part === right[index]);

import { ExpressionError } from './expression-error';
import type { Note, PathProblem } from './path';
import { readPath } from './path';
import { noteClashes } from './path-clashes';
import type { Placeholders } from './placeholders';
import { Problems } from './problems';
import { TokenReader } from './token-reader';
import type { Path, Projection } from '../request/parsed';

type Problem = PathProblem | 'overlap' | 'conflict';

const ORDER: readonly Problem[] = ['reserved', 'name', 'path', 'overlap', 'conflict'];

/** Throws `ExpressionError`. */
export function parseProjection(expression: string, placeholders: Placeholders): Projection {
  const reader = new TokenReader(expression);
  const problems = new Problems<Problem>();
  const note: Note<Problem> = (kind, message) => problems.note(kind, message);
  const paths: Path[] = [readPath(reader, placeholders, note)];
  while (reader.takeIf(',')) paths.push(readPath(reader, placeholders, note));
  reader.take('end');
  noteClashes(paths, note);
  const problem = problems.first(ORDER);
  if (problem !== undefined) throw new ExpressionError(problem);
  const nestedPaths = Object.fromEntries(paths.filter(({ length }) => length > 1).map(([head]) => [head, true as const]));
  return { paths, nestedPaths };
}

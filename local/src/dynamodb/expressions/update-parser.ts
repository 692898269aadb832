import { ExpressionError } from './expression-error';
import type { Note, PathProblem } from './path';
import { readPath } from './path';
import { noteClashes } from './path-clashes';
import type { Placeholders } from './placeholders';
import { Problems } from './problems';
import { TokenReader } from './token-reader';
import type { UpdateProblem } from './update-functions';
import { checkArithmetic, checkSetOperand, checkUpdateFunction } from './update-functions';
import { readValue } from './value';
import type { Operand, UpdateSection, Updates } from '../request/parsed';

type Problem = PathProblem | UpdateProblem | 'section' | 'value' | 'overlap' | 'conflict';

const ORDER: readonly Problem[] = ['reserved', 'function', 'section', 'name', 'value', 'path', 'overlap', 'conflict', 'operator', 'use', 'types'];

/** Parentheses and functions in one another. */
const MAX_DEPTH = 300;

type Section = 'SET' | 'REMOVE' | 'ADD' | 'DELETE';

const SECTIONS: readonly Section[] = ['SET', 'REMOVE', 'ADD', 'DELETE'];

class UpdateParser {
  private readonly reader: TokenReader;
  private readonly problems = new Problems<Problem>();
  private readonly seen = new Set<Section>();
  private depth = 0;

  constructor(expression: string, private readonly placeholders: Placeholders) {
    this.reader = new TokenReader(expression);
  }

  parse(): Updates {
    const sections: UpdateSection[] = [];
    do sections.push(...this.section()); while (this.reader.current.kind !== 'end');
    const paths = sections.map(({ path }) => path);
    noteClashes(paths, this.note);
    const problem = this.problems.first(ORDER);
    if (problem !== undefined) throw new ExpressionError(problem);
    const nestedPaths = Object.fromEntries(paths.filter(({ length }) => length > 1).map(([head]) => [head, true as const]));
    return { sections, paths, nestedPaths };
  }

  private readonly note: Note<Problem> = (kind, message) => this.problems.note(kind, message);

  private section(): UpdateSection[] {
    const section = SECTIONS.find((word) => this.reader.takeWordIf(word)) ?? this.reader.fail();
    if (this.seen.has(section)) this.note('section', `The "${section}" section can only be used once in an update expression;`);
    this.seen.add(section);
    const sections = [this.clause(section)];
    while (this.reader.takeIf(',')) sections.push(this.clause(section));
    return sections;
  }

  private clause(section: Section): UpdateSection {
    const path = readPath(this.reader, this.placeholders, this.note);
    if (section === 'REMOVE') return { type: 'remove', path };
    if (section === 'SET') {
      this.reader.expect('=');
      return { type: 'set', path, val: this.setValue() };
    }
    const val = readValue(this.reader, this.placeholders, this.note);
    checkSetOperand(section, val, this.note);
    return { type: section === 'ADD' ? 'add' : 'delete', path, val };
  }

  /** An operand, or two with plus or minus between them. */
  private setValue(): Operand {
    const left = this.operand();
    const operator = ['+', '-'].find((sign) => this.reader.takeIf(sign));
    if (operator === undefined) return left;
    const args = [left, this.operand()];
    checkArithmetic(operator, args, this.note);
    return { type: operator === '+' ? 'add' : 'subtract', args };
  }

  private operand(): Operand {
    const { current, next } = this.reader;
    if (this.reader.is('(')) return this.deeper(() => this.group());
    if (current.kind === 'value') return readValue(this.reader, this.placeholders, this.note);
    if (current.kind === 'word' && next.text === '(') return this.deeper(() => this.function());
    return readPath(this.reader, this.placeholders, this.note);
  }

  private group(): Operand {
    this.reader.expect('(');
    const value = this.setValue();
    this.reader.expect(')');
    return value;
  }

  private function(): Operand {
    const { text: name } = this.reader.take('word');
    this.reader.expect('(');
    const args = [this.operand()];
    while (this.reader.takeIf(',')) args.push(this.operand());
    this.reader.expect(')');
    checkUpdateFunction(name, args, this.note);
    return { type: 'function', name, args };
  }

  private deeper<T>(parse: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new ExpressionError(`The expression contains too many operators; operator count: ${MAX_DEPTH + 1}`);
    const parsed = parse();
    this.depth -= 1;
    return parsed;
  }
}

/** Throws `ExpressionError`. */
export function parseUpdate(expression: string, placeholders: Placeholders): Updates {
  return new UpdateParser(expression, placeholders).parse();
}

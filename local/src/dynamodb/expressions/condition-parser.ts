import { checkBetween, checkComparison, checkIn, COMPARATORS } from './comparisons';
import type { OperandProblem } from './condition-functions';
import { checkFunction } from './condition-functions';
import { ExpressionError } from './expression-error';
import { isFunction, isOperation } from './operands';
import type { Note, PathProblem } from './path';
import { readPath } from './path';
import type { Placeholders } from './placeholders';
import { Problems } from './problems';
import { TokenReader } from './token-reader';
import { readValue } from './value';
import type { Condition, Operand, Operation } from '../request/parsed';

type Problem = PathProblem | OperandProblem | 'parentheses' | 'function' | 'use' | 'value' | 'condition';

/** Of one condition: its own problems come before those of the next. */
const OF_ONE: readonly Problem[] = ['name', 'value', 'path', 'operands', 'distinct', 'types'];

const OF_ALL: readonly Problem[] = ['parentheses', 'function', 'use', 'reserved', 'condition'];

/** DynamoDB Developer Guide, Quotas, Operators and operands: "The maximum number of operators or functions allowed … is 300". */
const MAX_OPERATORS = 300;

/** Operators and the parentheses about their operands: as deep as it may get with that. */
const MAX_DEPTH = 2 * MAX_OPERATORS;

const tooManyOperators = (): never => {
  throw new ExpressionError(`The expression contains too many operators; operator count: ${MAX_OPERATORS + 1}`);
};

/** `or` of `and` of `not` of comparisons and functions, in the order in which they bind. */
class ConditionParser {
  private readonly reader: TokenReader;
  private readonly problems = new Problems<Problem>();
  private readonly heads: Record<string, true> = Object.create(null);
  private readonly nested: Record<string, true> = Object.create(null);
  /** Where groups in parentheses begin and end. */
  private readonly groups = new Map<number, number>();
  private operators = 0;
  private depth = 0;
  private ofOne = new Problems<Problem>();

  constructor(expression: string, private readonly placeholders: Placeholders) {
    this.reader = new TokenReader(expression);
  }

  parse(): Condition {
    const expression = this.condition(this.disjunction());
    this.reader.take('end');
    const problem = this.problems.first(OF_ALL);
    if (problem !== undefined) throw new ExpressionError(problem);
    return { expression, pathHeads: this.heads, nestedPaths: this.nested };
  }

  private readonly note: Note<Problem> = (kind, message) =>
    OF_ONE.includes(kind) ? this.ofOne.note(kind, message) : this.problems.note(kind, message);

  private disjunction(): Operand {
    return this.joined('OR', () => this.conjunction());
  }

  private conjunction(): Operand {
    return this.joined('AND', () => this.negation());
  }

  private joined(word: 'AND' | 'OR', part: () => Operand): Operand {
    let left = part();
    while (this.reader.isWord(word)) {
      const first = this.condition(left);
      this.reader.expectWord(word);
      this.count();
      left = { type: word.toLowerCase(), args: [first, this.condition(part())] };
    }
    return left;
  }

  private negation(): Operand {
    if (!this.reader.takeWordIf('NOT')) return this.comparison();
    this.count();
    return this.deeper(() => ({ type: 'not', args: [this.condition(this.negation())] }));
  }

  private comparison(): Operand {
    const left = this.primary();
    const operation = this.comparisonWith(left);
    if (operation || isFunction(left)) this.close();
    return operation ?? left;
  }

  private comparisonWith(left: Operand): Operation | undefined {
    const { current: { text, kind } } = this.reader;
    if (kind === 'symbol' && COMPARATORS.has(text)) return this.compared(text, left);
    if (this.reader.isWord('BETWEEN')) return this.between(left);
    return this.reader.isWord('IN') ? this.in(left) : undefined;
  }

  private compared(operator: string, left: Operand): Operation {
    const first = this.operand(left);
    this.reader.expect(operator);
    this.count();
    const args = [first, this.operand(this.primary())];
    checkComparison(operator, args, this.note);
    return { type: operator, args };
  }

  private between(left: Operand): Operation {
    const first = this.operand(left);
    this.reader.expectWord('BETWEEN');
    this.count();
    const lower = this.operand(this.primary());
    this.reader.expectWord('AND');
    const args = [first, lower, this.operand(this.primary())];
    checkBetween(args, this.note);
    return { type: 'between', args };
  }

  private in(left: Operand): Operation {
    const first = this.operand(left);
    this.reader.expectWord('IN');
    this.count();
    this.reader.expect('(');
    const args = [first, ...this.list()];
    checkIn(args, this.note);
    return { type: 'in', args };
  }

  private list(): Operand[] {
    const operands = [this.operand(this.primary())];
    while (this.reader.takeIf(',')) operands.push(this.operand(this.primary()));
    this.reader.expect(')');
    return operands;
  }

  private primary(): Operand {
    const { current, next } = this.reader;
    if (this.reader.is('(')) return this.deeper(() => this.group());
    if (current.kind === 'value') return readValue(this.reader, this.placeholders, this.note);
    if (current.kind === 'word' && next.text === '(') return this.deeper(() => this.function());
    return this.path();
  }

  private group(): Operand {
    const { position: start } = this.reader;
    this.reader.expect('(');
    const inner = this.disjunction();
    const { position: end } = this.reader;
    this.reader.expect(')');
    if (this.groups.get(start + 1) === end - 1) this.note('parentheses', 'The expression has redundant parentheses;');
    this.groups.set(start, end);
    return inner;
  }

  private function(): Operand {
    const { text: name } = this.reader.take('word');
    this.reader.expect('(');
    const args = this.list();
    checkFunction(name, args, this.note);
    return { type: 'function', name, args };
  }

  private path(): Operand {
    const path = readPath(this.reader, this.placeholders, this.note);
    const head = String(path[0]);
    this.heads[head] = true;
    if (path.length > 1) this.nested[head] = true;
    return path;
  }

  /** What may be compared: anything but a condition, and of functions only size. */
  private operand(operand: Operand): Operand {
    if (isOperation(operand) && !isFunction(operand)) this.reader.fail();
    if (isFunction(operand) && operand.name !== 'size') this.misused(operand.name);
    return operand;
  }

  /** What may be joined or negated: a comparison, or a function that is true or false. */
  private condition(operand: Operand): Operation {
    if (!isOperation(operand)) this.reader.fail();
    if (isFunction(operand) && operand.name === 'size') this.misused(operand.name);
    return operand;
  }

  private misused(name: string): void {
    this.note('use', `The function is not allowed to be used this way in an expression; function: ${name}`);
  }

  /** A condition ends here. */
  private close(): void {
    const problem = this.ofOne.first(OF_ONE);
    if (problem !== undefined) this.problems.note('condition', problem);
    this.ofOne = new Problems();
  }

  private count(): void {
    if (++this.operators > MAX_OPERATORS) tooManyOperators();
  }

  private deeper<T>(parse: () => T): T {
    if (++this.depth > MAX_DEPTH) tooManyOperators();
    const parsed = parse();
    this.depth -= 1;
    return parsed;
  }
}

/** A condition, filter or key condition. Throws `ExpressionError`. */
export function parseCondition(expression: string, placeholders: Placeholders): Condition {
  return new ConditionParser(expression, placeholders).parse();
}

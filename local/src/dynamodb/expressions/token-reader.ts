import { ExpressionError } from './expression-error';
import type { Token, TokenKind } from './tokens';
import { tokensOf } from './tokens';

/** The tokens of an expression, one after another. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(private readonly expression: string) {
    this.tokens = tokensOf(expression);
  }

  /** How many tokens were taken. */
  get position(): number {
    return this.at;
  }

  get current(): Token {
    return this.tokens[this.at];
  }

  get next(): Token {
    return this.tokens[Math.min(this.at + 1, this.tokens.length - 1)];
  }

  is(text: string): boolean {
    return this.current.kind === 'symbol' && this.current.text === text;
  }

  /** Whether it is that word, in any case. */
  isWord(word: string): boolean {
    return this.current.kind === 'word' && this.current.text.toUpperCase() === word;
  }

  take(kind: TokenKind): Token {
    const { current } = this;
    if (current.kind !== kind) this.fail();
    this.at += 1;
    return current;
  }

  takeIf(text: string): boolean {
    const taken = this.is(text);
    if (taken) this.at += 1;
    return taken;
  }

  takeWordIf(word: string): boolean {
    const taken = this.isWord(word);
    if (taken) this.at += 1;
    return taken;
  }

  expect(text: string): void {
    if (!this.takeIf(text)) this.fail();
  }

  expectWord(word: string): void {
    if (!this.takeWordIf(word)) this.fail();
  }

  /** DynamoDB names the token that it did not expect, and shows it between its neighbours. */
  fail(): never {
    const { current, next } = this;
    const { start } = this.tokens[Math.max(0, this.at - 1)];
    const near = this.expression.slice(start, next.end);
    throw new ExpressionError(`Syntax error; token: "${current.text}", near: "${near}"`);
  }
}

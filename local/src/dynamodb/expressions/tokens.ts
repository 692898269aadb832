export type TokenKind = 'word' | 'name' | 'value' | 'number' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offsets in the expression. */
  readonly start: number;
  readonly end: number;
}

const KINDS = ['word', 'name', 'value', 'number', 'symbol'] as const;

/** A word, `#name`, `:value`, a number, and last any one sign, of which the parser refuses those that mean nothing. */
const TOKEN = /[ \t\r\n]*(?:([A-Za-z][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|([0-9]+)|(<=|>=|<>|[^ \t\r\n]))/uy;

/** The last token is the end. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(expression); match; match = TOKEN.exec(expression)) {
    const index = match.findIndex((text, group) => group > 0 && text !== undefined);
    const text = match[index];
    const { lastIndex: end } = TOKEN;
    tokens.push({ kind: KINDS[index - 1], text, start: end - text.length, end });
  }
  const { length } = expression;
  return [...tokens, { kind: 'end', text: '<EOF>', start: length, end: length }];
}

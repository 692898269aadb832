import * as ts from 'typescript';

/** What may stand in the place of a node: a name for the change, and the text. */
export type Change = readonly [name: string, text: string];

/** A kind of node that can be changed: how it is called, and what may stand there instead. */
export interface Site {
  readonly label: string;
  readonly node: ts.Node;
  readonly changes: readonly Change[];
}

const DROPPED = 'dropped';

/** Texts of which one can stand for another; any other text gets a character more. */
const VOCABULARIES: readonly (readonly string[])[] = [
  ['met', 'unmet', 'unknown'],
  ['Allow', 'Deny'],
  ['Allowed', 'ImplicitlyDenied', 'ExplicitlyDenied'],
  ['direct', 'provider', 'anyone', 'role', 'account', 'unknown', 'none'],
  ['identity', 'boundary', 'session', 'resource', 'trust'],
  ['unreadable', 'unknown'],
  ['ForAllValues', 'ForAnyValue'],
];

const OPERATORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['===', ['!==']],
  ['!==', ['===']],
  ['<', ['<=', '>', '>=']],
  ['<=', ['<', '>', '>=']],
  ['>', ['>=', '<', '<=']],
  ['>=', ['>', '<', '<=']],
  ['+', ['-']],
  ['-', ['+']],
  ['*', ['/']],
  ['/', ['*']],
  ['%', ['*']],
  ['+=', ['-=']],
  ['-=', ['+=']],
]);
const COMPARISONS: ReadonlySet<string> = new Set(['===', '!==', '<', '<=', '>', '>=']);
const LOGICAL: ReadonlySet<string> = new Set(['&&', '||', '??']);

/** Calls that give back something like what they are called on. */
const PASSING: ReadonlySet<string> = new Set(['toLowerCase', 'trim', 'filter', 'slice', 'sort', 'replace']);
const CONTRARY: ReadonlyMap<string, string> = new Map([['every', 'some'], ['some', 'every'], ['startsWith', 'endsWith'], ['endsWith', 'startsWith']]);

/** The general mutators: a condition decided, an operator or a text exchanged, a part left out. Names of variables never matter. */
export function sitesOf(node: ts.Node): readonly Site[] {
  const site = siteOf(node);
  return [
    ...site === undefined ? [] : [site],
    ...ts.isReturnStatement(node) && isInLoop(node) ? [{ label: 'return in loop', node, changes: [['continue', 'continue;']] } as const] : [],
  ];
}

function siteOf(node: ts.Node): Site | undefined {
  if (ts.isIfStatement(node)) return { label: 'if', node: node.expression, changes: [['always', 'true'], ['never', 'false']] };
  if (ts.isConditionalExpression(node)) {
    return { label: '?:', node, changes: [['first', bracketed(node.whenTrue)], ['second', bracketed(node.whenFalse)]] };
  }
  if (ts.isBinaryExpression(node)) return ofOperator(node);
  if (ts.isPrefixUnaryExpression(node) && !isPartOfLoopHead(node)) return ofPrefix(node);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return ofText(node);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { label: 'true', node, changes: [['false', 'false']] };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { label: 'false', node, changes: [['true', 'true']] };
  if (ts.isNumericLiteral(node)) return { label: node.text, node, changes: [['more', `(${node.text} + 1)`]] };
  if (ts.isRegularExpressionLiteral(node)) return { label: 'regex', node, changes: [['anything', '/(?:)/u'], ['nothing', '/(?!)/u']] };
  if (ts.isReturnStatement(node) && node.expression !== undefined && node.expression.getText() !== 'undefined') {
    return { label: 'return', node: node.expression, changes: [['undefined', 'undefined']] };
  }
  if (ts.isShorthandPropertyAssignment(node)) return { label: 'shorthand', node, changes: [['undefined', `${node.name.text}: undefined`]] };
  if (ts.isThrowStatement(node)) return { label: 'throw', node, changes: [[DROPPED, ';']] };
  if (ts.isContinueStatement(node)) return { label: 'continue', node, changes: [[DROPPED, ';']] };
  if (ts.isExpressionStatement(node)) return { label: 'statement', node, changes: [[DROPPED, ';']] };
  if (ts.isSpreadElement(node)) return { label: '...', node, changes: [[DROPPED, '...[]']] };
  if (ts.isCallExpression(node)) return ofCall(node);
  return undefined;
}

function ofOperator(node: ts.BinaryExpression): Site | undefined {
  const operator = node.operatorToken.getText();
  const left = bracketed(node.left);
  const right = bracketed(node.right);
  if (LOGICAL.has(operator)) return { label: operator, node, changes: [['left', left], ['right', right]] };
  if (isPartOfLoopHead(node)) return undefined;
  const exchanged = (OPERATORS.get(operator) ?? []).map((other): Change => [other, `${left} ${other} ${right}`]);
  const decided: readonly Change[] = COMPARISONS.has(operator) ? [['true', 'true'], ['false', 'false']] : [];
  return exchanged.length === 0 ? undefined : { label: operator, node, changes: [...exchanged, ...decided] };
}

function ofPrefix(node: ts.PrefixUnaryExpression): Site | undefined {
  const label = ts.tokenToString(node.operator)!;
  return label === '!' || label === '-' ? { label, node, changes: [[DROPPED, bracketed(node.operand)]] } : undefined;
}

function ofText(node: ts.StringLiteralLike): Site {
  const others = VOCABULARIES.filter(words => words.includes(node.text)).flat().filter(word => word !== node.text);
  const changes = [...new Set(others)].map((word): Change => [`'${word}'`, `'${word}'`]);
  return { label: `'${node.text}'`, node, changes: changes.length > 0 ? changes : [['other', JSON.stringify(`${node.text}~`)]] };
}

function ofCall(node: ts.CallExpression): Site | undefined {
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const name = node.expression.name.text;
  const receiver = node.expression.expression;
  if (PASSING.has(name)) return { label: `.${name}()`, node, changes: [[DROPPED, bracketed(receiver)]] };
  const contrary = CONTRARY.get(name);
  return contrary === undefined ? undefined : { label: `.${name}()`, node: node.expression.name, changes: [[contrary, contrary]] };
}

// A loop that never ends would tell nothing.
function isPartOfLoopHead(node: ts.Node): boolean {
  return ts.isForStatement(node.parent) && node.parent.statement !== node;
}

function isInLoop(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isFunctionLike(at); at = at.parent) {
    if (ts.isIterationStatement(at, false)) return true;
  }
  return false;
}

function bracketed(node: ts.Node): string {
  return `(${node.getText()})`;
}

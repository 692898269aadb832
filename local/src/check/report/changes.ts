import { placeText, statementText, witnessText } from './finding-text';
import { printable } from '../../iam';
import type { Change } from '../diff/change';

const HEADS = ['', 'who', 'what', 'whose data', 'of', 'is'];

/** The access diff, for people at a terminal: under each cell the request that shows it. */
export function changeLines(changes: readonly Change[]): string[] {
  const rows = [HEADS, ...changes.map(cellsOf)].map((row) => row.map((text) => printable(text)));
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => row.map((text, column) => text.padEnd(widths[column])).join('  ').trimEnd());
  return [headline(changes), ...changes.length === 0 ? [] : [
    lines[0], ...changes.flatMap((change, index) => [lines[index + 1], ...detailsOf(change).map((line) => `      ${printable(line)}`)]),
  ]];
}

/** The same for a pull request. */
export function markdownReport(changes: readonly Change[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [row(HEADS), row(HEADS.map(() => '---')), ...changes.map((change) => row(cellsOf(change).map((text, column) => (column === 0 ? `**${text}**` : code(text)))))];
  const requests = changes.flatMap((change) => [`- ${[change.change, change.row, change.whose].filter((text) => text !== '').map(code).join(' ')}`, ...detailsOf(change).map((line) => `  <br>${code(line)}`)]);
  return [
    '### Who can do what to whose data', '', headline(changes), '',
    ...changes.length === 0 ? [] : [...table, '', '<details><summary>A request for each</summary>', '', ...requests, '', '</details>', ''],
  ].join('\n');
}

export function headline(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Access diff: nobody can do more or less than before.';
  const count = (kind: Change['change']) => changes.filter(({ change }) => change === kind).length;
  return `Access diff: ${count('new')} new, ${count('lost')} lost.`;
}

/** A change in one line, and what shows it. */
export function changeText(change: Change): string {
  const [kind, who, what, whose, resource, cell] = cellsOf(change);
  return [[kind, `${who}: ${what}`, whose, resource, cell].filter((text) => text !== '').join(', '), ...detailsOf(change)].map((line) => printable(line)).join('\n');
}

function cellsOf({ change, users, role, row, whose, resource, cell }: Change): string[] {
  return [change, `${users} (${role.path})`, row, whose, resource?.path ?? '', cell];
}

function detailsOf({ role, resource, statement, witness }: Change): string[] {
  return [
    `role: ${placeText(role)}`,
    ...resource === undefined ? [] : [`resource: ${placeText(resource)}`],
    ...statement === undefined ? [] : [`statement: ${statementText(statement)}`],
    `request: ${witness.text}`,
    `as: ${witnessText(witness)}`,
  ];
}

/** What Markdown and HTML leave as it is. */
function code(text: string): string {
  return text === '' ? '' : `<code>${printable(text).replace(/[^\w :,.=-]/g, (one) => `&#${one.codePointAt(0)};`)}</code>`;
}

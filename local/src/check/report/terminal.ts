import type { CheckReport } from '../check';
import { changeLines } from './changes';
import { findingLines } from './finding-text';
import { HEADLINES } from './headlines';
import { COLUMNS, TITLES, type Matrix, type MatrixRow } from './matrix';

/** For people at a terminal: the matrix, or how it differs from another; the findings; the verdict last. */
export function terminalLines({ status, findings, matrix, assumptions, changes }: CheckReport): string[] {
  return [
    ...changes === undefined ? matrixLines(matrix) : changeLines(changes),
    ...findings.flatMap((finding) => ['', ...findingLines(finding).map((line, index) => (index === 0 ? line : `  ${line}`))]),
    ...assumptions.length === 0 ? [] : ['', ...assumptions.map((one) => `Assumed: ${one}.`)],
    ...matrix.length + findings.length === 0 && changes === undefined ? [] : [''],
    HEADLINES[status],
  ];
}

export function matrixLines(matrix: Matrix): string[] {
  const groups = new Map<string, MatrixRow[]>();
  for (const row of matrix) groups.set(row.resource, [...groups.get(row.resource) ?? [], row]);
  return [...groups].flatMap(([resource, rows], index) => [...index === 0 ? [] : [''], ...groupLines(resource, rows)]);
}

function groupLines(resource: string, rows: readonly MatrixRow[]): string[] {
  const table = [['', ...COLUMNS.map((column) => TITLES[column])]];
  let before: string | undefined;
  for (const { users, role, row, cells } of rows) {
    const who = `${users} (${role})`;
    if (who !== before) table.push([`  ${who}`]);
    before = who;
    table.push([`    ${row}`, ...COLUMNS.map((column) => cells[column] ?? '-')]);
  }
  const widths = table[0].map((_, column) => Math.max(...table.filter((line) => line.length > 1).map((line) => line[column].length)));
  return [resource, ...table.map((line) => line.map((cell, column) => (line.length === 1 ? cell : cell.padEnd(widths[column]))).join('  ').trimEnd())];
}

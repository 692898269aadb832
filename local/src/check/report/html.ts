import type { CheckReport } from '../check';
import { findingLines } from './finding-text';
import { HEADLINES } from './headlines';
import { COLUMNS, TITLES, type Cell, type MatrixRow } from './matrix';

/** Colours of 4.5:1 and more against their grounds (WCAG 2.2, 1.4.3); the words say the same. */
const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 0 0 2rem; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .6rem; text-align: left; vertical-align: top; }
thead th { background: #ececec; }
.allowed.own, .refused { background: #e3f4e3; } .allowed { background: #ffd9d6; font-weight: bold; } .allowed.own { font-weight: normal; }
.shared { background: #e0ebff; } .unevaluated { background: #fff1c9; }
article { border-left: .4rem solid #767676; padding: .2rem 1rem; margin: 1rem 0; } article.hole { border-color: #a80000; }
dt { font-weight: bold; } dd { margin: 0 0 .3rem; overflow-wrap: anywhere; }
`;

/** One page that needs nothing else: no script, no request. */
export function htmlReport({ status, findings, matrix, assumptions }: CheckReport): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Isolation check: ${escaped(status)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Isolation check</h1>
<p><strong>${escaped(HEADLINES[status])}</strong></p>
<h2>Who can do what to whose data</h2>
${groups(matrix).map(([resource, rows]) => table(resource, rows)).join('\n') || '<p>Nothing is reached.</p>'}
<h2>Findings</h2>
${findings.map((finding) => article(finding.outcome, findingLines(finding))).join('\n') || '<p>None.</p>'}
${assumptions.length === 0 ? '' : `<h2>Assumed</h2>\n<ul>${assumptions.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`}
</main>
</body>
</html>
`;
}

function groups(matrix: readonly MatrixRow[]): [string, MatrixRow[]][] {
  const found = new Map<string, MatrixRow[]>();
  for (const row of matrix) {
    const name = `${row.resource}: ${row.users} (${row.role})`;
    found.set(name, [...found.get(name) ?? [], row]);
  }
  return [...found];
}

function table(caption: string, rows: readonly MatrixRow[]): string {
  const head = ['what', ...COLUMNS.map((column) => TITLES[column])].map((title) => `<th scope="col">${escaped(title)}</th>`).join('');
  const body = rows.map(({ row, cells }) => `<tr><th scope="row">${escaped(row)}</th>${COLUMNS.map((column) => cellHtml(cells[column], column)).join('')}</tr>`).join('\n');
  return `<table>\n<caption>${escaped(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

function cellHtml(cell: Cell | undefined, column: string): string {
  return cell === undefined ? '<td>not there</td>' : `<td class="${cell} ${column}">${cell}</td>`;
}

function article(outcome: string, [heading, ...lines]: readonly string[]): string {
  const items = lines.map((line) => {
    const colon = line.indexOf(': ');
    return `<dt>${escaped(line.slice(0, colon))}</dt><dd>${escaped(line.slice(colon + 2))}</dd>`;
  });
  return `<article class="${outcome}">\n<h3>${escaped(heading)}</h3>\n<dl>${items.join('')}</dl>\n</article>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

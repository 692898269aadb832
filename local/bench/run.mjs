// Prints one JSON line for each figure, and nothing else, on stdout; ranges and controls go to stderr.
// `node bench/run.mjs [name...]`: without names, every figure. A figure is a file of `figures/`.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('figures/', import.meta.url);
const known = readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith('.mjs')).map((file) => file.slice(0, -'.mjs'.length)).sort();
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !known.includes(name));
if (unknown !== undefined) {
  console.error(`no figure ${JSON.stringify(unknown)}; there are ${known.join(', ')}`);
  process.exit(2);
}

let missed = false;
for (const name of known.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  const { default: figure } = await import(new URL(`${name}.mjs`, folder));
  const value = Number((await figure.measure()).toPrecision(4));
  const ok = figure.atLeast ? value >= figure.target : value <= figure.target;
  missed ||= !ok;
  console.log(JSON.stringify({ name, value, unit: figure.unit, target: figure.target, ok }));
}
process.exitCode = missed ? 1 : 0;

import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import * as ts from 'typescript';

const ROOT = resolve(__dirname, '../../src');

/** Files of `src/` that a file imports, types as well. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(resolve(ROOT, file), 'utf8'));
  return importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.')).flatMap((name) => {
    const path = resolve(ROOT, dirname(file), name);
    return [`${path}.ts`, resolve(path, 'index.ts')].filter(existsSync).map((found) => relative(ROOT, found));
  });
}

export interface Closure {
  readonly files: readonly string[];
  /** One of each import circle, as the files of the way round. */
  readonly circles: readonly (readonly string[])[];
}

/** All that is read to read these files. */
export function closureOf(entries: readonly string[]): Closure {
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file]);
    if (way.includes(file) || done.has(file)) return;
    importsOf(file).forEach((next) => visit(next, [...way, file]));
    done.add(file);
  };
  entries.forEach((file) => visit(file, []));
  return { files: [...done].sort(), circles };
}

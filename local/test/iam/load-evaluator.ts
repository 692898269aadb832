import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as ts from 'typescript';
import { mutate, Rewrite } from './mutants/mutants';
import { Evaluator } from './policy-case';

export const SOURCES = resolve(__dirname, '../../src/iam');

/** One change of one source file, addressed as in `mutants.ts`. */
export interface Mutation {
  readonly file: string;
  readonly owner: string;
  readonly site: string;
  readonly change: string | Rewrite;
}

const compiled = new Map<string, string>();

/** The evaluator with one rule changed, loaded from its sources into a module graph of its own. */
export function loadEvaluator(mutation?: Mutation): Evaluator {
  const modules = new Map<string, { exports: object }>();
  const load = (path: string): object => {
    const known = modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(path, module);
    const require = (name: string) => load(pathOf(resolve(dirname(path), name)));
    new Function('module', 'exports', 'require', codeOf(path, mutation))(module, module.exports, require);
    return module.exports;
  };
  return load(resolve(SOURCES, 'index.ts')) as Evaluator;
}

export function readSource(file: string): string {
  return readFileSync(resolve(SOURCES, file), 'utf8');
}

function pathOf(base: string): string {
  return ts.sys.fileExists(`${base}.ts`) ? `${base}.ts` : resolve(base, 'index.ts');
}

function codeOf(path: string, mutation: Mutation | undefined): string {
  if (mutation !== undefined && path === resolve(SOURCES, mutation.file)) {
    return transpile(mutate(readSource(mutation.file), mutation.owner, mutation.site, mutation.change));
  }
  const code = compiled.get(path) ?? transpile(readFileSync(path, 'utf8'));
  compiled.set(path, code);
  return code;
}

function transpile(source: string): string {
  return ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
}

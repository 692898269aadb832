import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as ts from 'typescript';
import { Evaluator } from './policy-case';

const ROOT = resolve(__dirname, '../../src/iam');

/** A change of one rule: a text that occurs exactly once in one source file, and what stands there instead. */
export interface Mutation {
  readonly rule: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
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
  return load(resolve(ROOT, 'index.ts')) as Evaluator;
}

function pathOf(base: string): string {
  return ts.sys.fileExists(`${base}.ts`) ? `${base}.ts` : resolve(base, 'index.ts');
}

function codeOf(path: string, mutation: Mutation | undefined): string {
  if (mutation !== undefined && path === resolve(ROOT, mutation.file)) return transpile(mutate(readFileSync(path, 'utf8'), mutation));
  const code = compiled.get(path) ?? transpile(readFileSync(path, 'utf8'));
  compiled.set(path, code);
  return code;
}

function mutate(source: string, { find, replace, rule }: Mutation): string {
  const pieces = source.split(find);
  if (pieces.length !== 2) throw new Error(`${rule}: the text to change occurs ${pieces.length - 1} times, wanted once`);
  return pieces.join(replace);
}

function transpile(source: string): string {
  return ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import * as ts from 'typescript';
import type { Rewrite } from './mutants';
import { mutate } from './mutants';

/** One change of one source file, addressed as in `mutants.ts`. */
export interface Mutation {
  readonly file: string;
  readonly owner: string;
  readonly site: string;
  readonly change: string | Rewrite;
}

/** Packages are no part of what is changed. */
const requirePackage = createRequire(__filename);
const compiled = new Map<string, string>();

/** Modules of a folder, loaded from their sources into a graph of their own, with one changed. Gives the exports of `entry`. */
export function loadModules(folder: string, entry: string, mutation?: Mutation): object {
  const modules = new Map<string, { exports: object }>();
  const load = (path: string): object => {
    const known = modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(path, module);
    const requireOf = (name: string) => name.startsWith('.') ? load(pathOf(resolve(dirname(path), name))) : requirePackage(name);
    new Function('module', 'exports', 'require', codeOf(folder, path, mutation))(module, module.exports, requireOf);
    return module.exports;
  };
  return load(resolve(folder, entry));
}

export function read(folder: string, file: string): string {
  return readFileSync(resolve(folder, file), 'utf8');
}

function pathOf(base: string): string {
  return ts.sys.fileExists(`${base}.ts`) ? `${base}.ts` : resolve(base, 'index.ts');
}

function codeOf(folder: string, path: string, mutation: Mutation | undefined): string {
  if (mutation !== undefined && path === resolve(folder, mutation.file)) {
    return transpile(mutate(read(folder, mutation.file), mutation.owner, mutation.site, mutation.change));
  }
  const code = compiled.get(path) ?? transpile(readFileSync(path, 'utf8'));
  compiled.set(path, code);
  return code;
}

function transpile(source: string): string {
  return ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
}

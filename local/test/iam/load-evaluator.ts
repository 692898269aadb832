import { resolve } from 'node:path';
import type { Mutation } from './mutants/load-modules';
import { loadModules, read } from './mutants/load-modules';
import type { Evaluator } from './policy-case';

export const SOURCES = resolve(__dirname, '../../src/iam');

/** The evaluator with one rule changed. */
export function loadEvaluator(mutation?: Mutation): Evaluator {
  return loadModules(SOURCES, 'index.ts', mutation) as Evaluator;
}

export function readSource(file: string): string {
  return read(SOURCES, file);
}

import { resolve } from 'node:path';
import { loadModules, Mutation, read } from './mutants/load-modules';
import { Evaluator } from './policy-case';

export const SOURCES = resolve(__dirname, '../../src/iam');

/** The evaluator with one rule changed. */
export function loadEvaluator(mutation?: Mutation): Evaluator {
  return loadModules(SOURCES, 'index.ts', mutation) as Evaluator;
}

export function readSource(file: string): string {
  return read(SOURCES, file);
}

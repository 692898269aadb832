import { AssemblyError } from './assembly-error';
import type { Files } from './files';
import { isObject, type JsonObject } from './json';

/** A JSON object from a file; `hint` says what else the file may be. */
export function readJson(files: Files, path: string, hint = 'want a JSON object'): JsonObject {
  const value = parse(readText(files, path, hint), path, hint);
  if (!isObject(value)) throw new AssemblyError(`${path}: not a JSON object: ${hint}`);
  return value;
}

export function readText(files: Files, path: string, hint: string): string {
  try {
    return files.read(path);
  } catch (error) {
    throw new AssemblyError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code}): ${hint}`, true);
  }
}

function parse(text: string, path: string, hint: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AssemblyError(`${path}: not JSON (${(error as Error).message}): ${hint}`);
  }
}

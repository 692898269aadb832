import { isObject } from './json';

/** Logical id → construct path, from the metadata of a stack: construct path → notes. */
export function pathsOf(metadata: unknown): ReadonlyMap<string, string> {
  if (!isObject(metadata)) return new Map();
  return new Map(Object.entries(metadata).flatMap(([path, notes]) => {
    const note: unknown = Array.isArray(notes) ? notes.find((one) => isObject(one) && one.type === 'aws:cdk:logicalId') : undefined;
    return isObject(note) && typeof note.data === 'string' ? [[note.data, path.replace(/^\//, '').replace(/\/Resource$/, '')]] : [];
  }));
}

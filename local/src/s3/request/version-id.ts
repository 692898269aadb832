import { invalidArgument } from '../errors';

/** Ids of AWS have 32 characters of base64 for URLs; `null` is that of objects from before there were versions. */
export function versionIdOf(text: string): string {
  if (/^[\w.-]{1,1024}$/.test(text)) return text;
  throw text === '' ? invalidArgument('Version id cannot be the empty string', 'versionId', text) : invalidArgument('Invalid version id specified', 'versionId', text);
}

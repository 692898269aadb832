import type { ErrorCode } from './error-codes';
import { WebIdentityError } from './errors';
import { assertDistinct, assertLiteral, fitsPolicy } from './text';

const MAX_LENGTH = 255;

/**
 * Checks names for `dynamodb:Attributes`. DynamoDB puts the top-level names of a request into that
 * key, so a wildcard or a nested path could never match.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function assertAttributes(where: string, names: readonly string[]): void {
  const refuse = (code: ErrorCode, got: unknown, want: string, fix?: string): never => {
    throw new WebIdentityError({ code, where, got, want, fix });
  };

  assertLiteral(where, names, 'because the key attributes are joined to it');
  if (names.length === 0) refuse('attributes-empty', names, 'at least one attribute', 'leave the option out to allow all attributes');
  for (const name of names) {
    if (name === '') refuse('attribute-blank', name, 'a non-empty name');
    if (/[*?]/.test(name) || name.includes('${')) refuse('attribute-wildcard', name, 'an exact name, no wildcard', 'list every attribute');
    if (/[.[\]]/.test(name)) {
      refuse('attribute-path', name, 'a top-level attribute', 'name the top-level attribute: DynamoDB checks no nested paths');
    }
    if (name.length > MAX_LENGTH) refuse('attribute-too-long', name, `at most ${MAX_LENGTH} characters`);
    if (!fitsPolicy(name)) refuse('attribute-characters', name, 'Latin-1 characters', 'rename it: IAM policies take no others');
  }
  assertDistinct(where, names);
}

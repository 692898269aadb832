import { MalformedPolicyError } from '../malformed-policy-error';
import type { Operator, Unread } from './operator';
import { parsedOperator } from './operator';

interface Bytes {
  readonly base64: string;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The text itself when it is base64 in its one canonical form, so that equal texts mean equal bytes. */
function parseBytes(text: string): Bytes | Unread {
  return Buffer.from(text, 'base64').toString('base64') === text ? { base64: text } : 'unequal';
}

/** Recorded of AWS: what is no base64 is a malformed policy. */
function parseWantedBytes(text: string): Bytes | Unread {
  if (!BASE64.test(text)) throw new MalformedPolicyError(`a binary value must be base64, got ${JSON.stringify(text)}`);
  const bytes = parseBytes(text);
  return bytes === 'unequal' ? 'unknown' : bytes;
}

/** IAM User Guide, Condition operators, Binary condition operators: byte for byte, both sides in base64. */
export const binaryOperators: ReadonlyMap<string, Operator> = new Map([
  ['BinaryEquals', parsedOperator(parseBytes, (got, wanted) => got.base64 === wanted.base64, false, parseWantedBytes)],
]);

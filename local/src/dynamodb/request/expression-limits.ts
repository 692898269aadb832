import { validationError } from '../errors';
import { checkText } from './text';

/** DynamoDB Developer Guide, Quotas, Expression parameters: "The maximum length of any expression string is 4 KB". */
const MAX_BYTES = 4096;

export function checkExpression(member: string, expression: string): string {
  const size = Buffer.byteLength(expression);
  if (size > MAX_BYTES) {
    throw validationError(`Invalid ${member}: Expression size has exceeded the maximum allowed size; expression size: ${size}`);
  }
  return checkText(expression);
}

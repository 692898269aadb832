import { AwsError } from '../aws-error';
import type { HttpHead } from '../protocols/http';

/** Which of two values counts is anybody's guess, and no client sends two: refused, so that it cannot matter. */
export function assertHeadersOnce({ headers }: HttpHead): void {
  const names = new Set<string>();
  for (const [name] of headers) {
    if (names.has(name)) throw new AwsError('MalformedHttpRequestException', `the header ${JSON.stringify(name.slice(0, 64))} is given twice`, 400);
    names.add(name);
  }
}

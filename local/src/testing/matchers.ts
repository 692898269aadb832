import { templatesOf } from './templates-of';
import { check, exitCodeOf, findingLines, HEADLINES, type CheckReport } from '../check';

export interface IsolationOptions {
  /**
   * What is shared on purpose, where the constructs do not say so: `read:<resource>` or `write:<resource>`, by logical id,
   * construct path, name or ARN.
   *
   * @default - nothing
   */
  readonly allow?: readonly string[];
  /**
   * Whether what is fragile fails, too.
   *
   * @default false
   */
  readonly strict?: boolean;
}

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Passes where it is proved that users reach nothing but their own data and what is shared on purpose. What cannot be judged, and
 * templates without any role that users can take, do not pass.
 */
export function toIsolateUsers(received: unknown, { allow, strict }: IsolationOptions = {}): MatcherResult {
  const report = check(templatesOf(received), { allow });
  const pass = exitCodeOf(report.status, strict) === 0;
  return { pass, message: () => (pass ? 'expect(template).not.toIsolateUsers()\n\nIt is proved that users are isolated.' : failure(report)) };
}

function failure({ status, findings }: CheckReport): string {
  return [
    'expect(template).toIsolateUsers()', '', HEADLINES[status],
    ...findings.flatMap((finding) => ['', ...findingLines(finding).map((line, index) => (index === 0 ? line : `  ${line}`))]),
  ].join('\n');
}

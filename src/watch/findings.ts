import type { IConstruct } from 'constructs';
import { isAcknowledged } from './acknowledged';
import type { ErrorCode } from '../checks/error-codes';
import { describe } from '../checks/errors';

/** What is wrong with a resource, as rendered. */
export interface Finding {
  readonly construct: IConstruct;
  readonly code: ErrorCode;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
}

/** Messages for what nobody acknowledged. */
export function messages(findings: readonly Finding[]): string[] {
  return [...new Set(findings.filter(({ construct, code }) => !isAcknowledged(construct, code)).map(({ construct, fix, ...finding }) => describe({
    ...finding,
    where: construct.node.path,
    fix: `${fix}, or acknowledge it: Validations.of(construct).acknowledge({ id: 'cdk-web-identity::${finding.code}', reason: '...' })`,
  })))];
}

import type { CheckReport } from '../check';
import type { Finding } from '../findings';
import { RULES } from '../rules';
import { statementText } from './finding-text';

const SCHEMA = 1;

/** The report as JSON: `schema` counts its forms. */
export function jsonReport({ status, findings, matrix, assumptions }: CheckReport): object {
  return { schema: SCHEMA, status, findings: findings.map(jsonFinding), matrix, assumptions };
}

export function jsonFinding({ rule, outcome, severity, message, fix, role, users, resource, statement, witness }: Finding): object {
  return {
    rule,
    title: RULES.find(({ id }) => id === rule)?.title,
    outcome,
    severity,
    message,
    ...role && { role: placed(role) },
    ...users !== undefined && { users },
    ...resource && { resource: placed(resource) },
    ...statement && {
      statement: {
        text: statementText(statement),
        source: statement.policy.statements.find(({ position }) => position === statement.statement)?.source,
      },
    },
    ...witness && { witness },
    fix,
  };
}

function placed({ stack, logicalId, path, arn }: NonNullable<Finding['role']>): object {
  return { stack, logicalId, path, ...arn !== '' && { arn } };
}

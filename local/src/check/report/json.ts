import type { CheckReport } from '../check';
import type { Change } from '../diff/change';
import type { Finding } from '../findings';
import type { StatementPlace } from '../judge/ask';
import { RULES } from '../rules';
import { statementText } from './finding-text';

const SCHEMA = 1;

/** The report as JSON: `schema` counts its forms. */
export function jsonReport({ status, findings, matrix, assumptions, changes }: CheckReport): object {
  return { schema: SCHEMA, status, findings: findings.map(jsonFinding), matrix, assumptions, ...changes && { changes: changes.map(jsonChange) } };
}

function jsonChange({ change, role, users, resource, row, whose, cell, statement, witness }: Change): object {
  return {
    change,
    role: placed(role),
    users,
    ...resource && { resource: placed(resource) },
    row,
    whose,
    cell,
    ...statement && { statement: jsonStatement(statement) },
    witness,
  };
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
    ...statement && { statement: jsonStatement(statement) },
    ...witness && { witness },
    fix,
  };
}

function jsonStatement(statement: StatementPlace): object {
  return { text: statementText(statement), source: statement.policy.statements.find(({ position }) => position === statement.statement)?.source };
}

function placed({ stack, logicalId, path, arn }: NonNullable<Finding['role']>): object {
  return { stack, logicalId, path, ...arn !== '' && { arn } };
}

import type { Statement } from '../../iam';
import type { Condition } from '../../iam/conditions';
import type { Analysis } from '../analysis';
import type { Found, Rule } from '../findings';
import { statementsOn } from '../judge/constraints';
import { patternsOfCondition, patternsOfResources } from '../judge/patterns-of';
import type { ModelRole, ReadPolicy } from '../reading/model';
import type { UserClass } from '../users/user-class';

const LISTS = /^dynamodb:(leadingkeys|attributes|(first|second|third|fourth)partitionkeyvalues)$/;
const OF_LISTS_OF_KEYS = ['s3:ListBucket', 's3:ListBucketVersions'];

/** An Allow that no request of the users can ever meet: it was meant otherwise. */
export const keyNeverMatches: Rule = {
  id: 'key-never-matches',
  title: 'A statement that never matches',
  find: ({ classes }: Analysis) => [...new Set(classes.map(({ role }) => role))]
    .flatMap((role) => ofRole(role, classes.filter((one) => one.role === role))),
};

function ofRole(role: ModelRole, classes: readonly UserClass[]): Found[] {
  return role.policies.flatMap((policy) => policy.policy.statements.filter(({ effect }) => effect === 'Allow').flatMap((statement): Found[] => {
    const reason = whyNever(policy, statement, classes);
    if (reason === undefined) return [];
    return [{
      outcome: 'fragile',
      severity: 'low',
      role: { ...role, arn: role.role.arn },
      users: classes.map(({ name }) => name).join(', '),
      statement: { policy, statement: policy.statements[statement.index].position },
      message: `the statement never allows anything: ${reason}`,
      fix: 'say what is meant, or take the statement away',
    }];
  }));
}

function whyNever(policy: ReadPolicy, statement: Statement, classes: readonly UserClass[]): string | undefined {
  const ofCondition = statement.conditions.map((condition) => neverMet(condition, policy, statement, classes)).find((reason) => reason !== undefined);
  if (ofCondition !== undefined) return ofCondition;
  const nothing = classes.every((users) => users.examples().slice(0, 1)
    .every((id) => patternsOfResources(policy, statement, users.session(id), users.provider.idKeys).length === 0));
  return !statement.resources.not && nothing ? 'no user of the role has a value for the variable in its Resource' : undefined;
}

function neverMet(condition: Condition, policy: ReadPolicy, statement: Statement, classes: readonly UserClass[]): string | undefined {
  const { lookup, key, operator, negated, values } = condition;
  if (LISTS.test(lookup) && operator !== 'Null' && !operator.startsWith('For')) return `${key} holds several values, and ${operator} is without ForAllValues or ForAnyValue`;
  const isDemanding = !negated && /^(ForAnyValue:)?String(Equals|Like|EqualsIgnoreCase)$/.test(operator);
  if (isDemanding && lookup === 's3:prefix' && OF_LISTS_OF_KEYS.every((action) => statementsOnly(policy, statement, action))) return `only lists of keys have ${key}`;
  if (negated || !/String(Equals|Like|EqualsIgnoreCase)$/.test(operator)) return undefined;
  if (!policy.variables && values.every((value) => value.includes('${'))) return `without "Version": "2012-10-17" ${values[0]} is no variable`;
  const isEmpty = classes.every((users) => users.examples().slice(0, 1)
    .every((id) => patternsOfCondition(condition, policy, users.session(id), users.provider.idKeys).length === 0));
  return isEmpty ? `no user of the role has a value for ${values.join(', ')}` : undefined;
}

function statementsOnly(policy: ReadPolicy, statement: Statement, action: string): boolean {
  return !statementsOn(policy, 'Allow', action).includes(statement);
}

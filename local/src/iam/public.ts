import type { Condition } from './conditions';
import type { Policy } from './policy';
import type { Statement } from './statement';
import { NO_CONTEXT } from './text-matcher';

/**
 * Keys that hold a grant to fixed callers. `aws:PrincipalOrgID` and the like are of principals.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const FIXING = new Set([
  'aws:principalaccount', 'aws:principalarn', 'aws:principalorgid', 'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceip', 'aws:sourceowner',
  'aws:sourcevpc', 'aws:sourcevpce', 'aws:userid', 's3:dataaccesspointaccount', 's3:dataaccesspointarn',
]);

/** Operators that want a value, and want it there. */
const WANTING = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/;

/** Ranges of addresses wider than these are everybody. */
const MIN_PREFIX = { v4: 8, v6: 32 };

/** Whether a resource policy is public in S3's sense: it is, unless each of its grants is to fixed callers. */
export function isPublic({ statements }: Policy): boolean {
  return statements.some((statement) => statement.effect === 'Allow' && isForAnyone(statement) && !statement.conditions.some(isFixing));
}

function isForAnyone({ principals }: Statement): boolean {
  if (principals === undefined) return false;
  return principals.not || principals.everyone || [...principals.byType.values()].some((names) => [...names].some((name) => name.includes('*')));
}

function isFixing({ operator, lookup, wanted }: Condition): boolean {
  const values = wanted(NO_CONTEXT);
  if (!FIXING.has(lookup) || !WANTING.test(operator) || values.length === 0) return false;
  return lookup === 'aws:sourceip' ? values.every(isNarrow) : !values.some((value) => /[*?]|\$\{/.test(value));
}

function isNarrow(range: string): boolean {
  const [, length] = /^[^/*?$]+(?:\/(\d{1,3}))?$/.exec(range) ?? [undefined, '0'];
  return length === undefined || Number(length) >= (range.includes(':') ? MIN_PREFIX.v6 : MIN_PREFIX.v4);
}

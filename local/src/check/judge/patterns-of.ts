import type { RequestContext, Statement } from '../../iam';
import type { Condition } from '../../iam/conditions';
import { patternOf, type Pattern } from '../patterns/pattern';
import { parseTemplate } from '../patterns/policy-text';
import type { ReadPolicy } from '../reading/model';

/** IAM User Guide, Variables and tags, Resource element: a variable only counts after the fifth colon. */
const BEFORE_RESOURCE = /^(?:[^:]*:){5}/;
const ARN_PARTS = 6;

/** The values of a condition, the user's id left open. One that can never be met is left out. */
export function patternsOfCondition(
  { values, operator }: Condition, { variables }: ReadPolicy, session: RequestContext, idKeys: ReadonlySet<string>,
): Pattern[] {
  const wildcards = /Like(IfExists)?$/.test(operator) || operator.includes('Arn');
  const ignoresCase = operator.includes('IgnoreCase');
  return present(values.map((value) => patternOf(parseTemplate(value, { variables, wildcards }), session, idKeys, ignoresCase)));
}

/** The entries of Resource or NotResource, the user's id left open. */
export function patternsOfResources(policy: ReadPolicy, { index }: Statement, session: RequestContext, idKeys: ReadonlySet<string>): Pattern[] {
  const { Resource, NotResource } = policy.statements[index].source;
  const entries = [Resource ?? NotResource ?? '*'].flat().filter((one): one is string => typeof one === 'string');
  return present(entries.map((entry) => {
    const missing = ARN_PARTS - entry.split(':').length;
    const whole = entry.startsWith('arn:') && missing > 0 ? entry + ':*'.repeat(missing) : entry;
    const fixed = BEFORE_RESOURCE.exec(whole)?.[0] ?? whole;
    const head = patternOf(parseTemplate(fixed, { variables: false, wildcards: true }), session, idKeys);
    const tail = patternOf(parseTemplate(whole.slice(fixed.length), { variables: policy.variables, wildcards: true }), session, idKeys);
    return head && tail && joined(head, tail);
  }));
}

function joined(head: Pattern, tail: Pattern): Pattern {
  const last = head.parts[head.parts.length - 1];
  const [first, ...rest] = tail.parts;
  const parts = typeof last === 'string' && typeof first === 'string' ? [...head.parts.slice(0, -1), last + first, ...rest] : [...head.parts, ...tail.parts];
  return { parts, ignoresCase: false };
}

function present(patterns: readonly (Pattern | undefined)[]): Pattern[] {
  return patterns.filter((one) => one !== undefined);
}

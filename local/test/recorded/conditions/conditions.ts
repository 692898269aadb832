import type { ConditionFact, Told } from './facts';
import { facts, SOURCE } from './facts';
import type { ContextValue } from '../../../src/iam';
import { compilePolicy, decide, MalformedPolicyError } from '../../../src/iam';
import type { Area, Fact } from '../area';

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };
const USER = 'arn:aws:iam::123456789012:user/test';

/** The role may do everything; the session policy has the condition. */
function judge([operator, key, wanted, tags]: ConditionFact, effect: 'Allow' | 'Deny'): Told {
  const statement = { Effect: effect, Action: '*', Resource: '*', Condition: { [operator]: { [key]: wanted } } };
  const context = new Map<string, ContextValue>(Object.entries(tags).map(([name, value]) => [`aws:requesttag/${name}`, value]));
  if (context.size > 0) context.set('aws:tagkeys', Object.keys(tags));
  try {
    const policies = {
      identity: [compilePolicy({ Version: '2012-10-17', Statement: ALLOW_ALL })],
      session: [compilePolicy({ Version: '2012-10-17', Statement: effect === 'Allow' ? statement : [ALLOW_ALL, statement] })],
    };
    const allowed = decide(policies, { action: 'iam:TagUser', resource: USER, context }).effect === 'Allowed';
    return allowed === (effect === 'Allow') ? 'applies' : 'not';
  } catch (error) {
    if (error instanceof MalformedPolicyError) return 'malformed';
    throw error;
  }
}

export const conditions: Area = {
  name: 'conditions',
  facts: facts.flatMap(fact => (['Allow', 'Deny'] as const).flatMap((effect): Fact[] => {
    const [operator, key, wanted, tags, told] = fact;
    if (told[effect] === undefined) return [];
    const id = `${effect} ${operator} ${key} ${JSON.stringify(wanted)} on ${JSON.stringify(tags)}`;
    return [{ id, source: SOURCE, aws: told[effect], ours: () => judge(fact, effect) }];
  })),
};

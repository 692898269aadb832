import { FILLED_KEYS, UNFILLED_KEYS } from './trust-key-cases';
import type { AccountRole } from '../../src/assembly';
import { Authorizer } from '../../src/authorization/authorizer';
import { DecisionLog } from '../../src/authorization/decision-log';
import { isTrustKey } from '../../src/sts';

test.each(FILLED_KEYS)('%s is filled, or known to be absent', (key) => {
  expect(isTrustKey(key)).toBe(true);
});

test.each(UNFILLED_KEYS)('%s is neither', (key) => {
  expect(isTrustKey(key)).toBe(false);
});

describe('a condition on a key that is not filled', () => {
  const ARN = 'arn:aws:iam::111122223333:role/Players';
  const PROVIDER = 'arn:aws:iam::111122223333:oidc-provider/login.example.com';
  const request = { action: 'sts:AssumeRoleWithWebIdentity', resource: ARN, context: new Map([['login.example.com:aud', 'app']]) };

  function decided(...conditions: readonly (readonly [effect: string, condition: object])[]) {
    const Statement = conditions.map(([Effect, Condition]) => ({ Effect, Principal: { Federated: PROVIDER }, Action: request.action, Condition }));
    const role = {
      arn: ARN, name: 'Players', stack: 'S', logicalId: 'Players', trustPolicy: { Version: '2012-10-17', Statement }, inlinePolicies: new Map(), managedPolicies: [],
    } as unknown as AccountRole;
    const log = new DecisionLog(Date.now);
    const trusted = new Authorizer([role], log).trusts(role, request, { federated: PROVIDER });
    return { trusted, reason: log.list()[0].reason };
  }

  const AUDIENCE = { StringEquals: { 'login.example.com:aud': 'app' } };

  test('lets nobody in, and says so: AWS may fill it, whatever the operator', () => {
    expect(decided(['Allow', AUDIENCE]).trusted).toBe(true);
    for (const condition of [
      { StringNotEquals: { 'login.example.com:groups': 'banned' } }, { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } },
      { 'ForAllValues:StringEquals': { 'login.example.com:groups': 'players' } }, { Null: { 'login.example.com:groups': 'true' } },
    ]) {
      const { trusted, reason } = decided(['Allow', { ...AUDIENCE, ...condition }]);
      expect([trusted, reason]).toEqual([false, expect.stringContaining('cannot be evaluated (the local cloud does not fill this key)')]);
    }
  });

  test('keeps out whom a Deny may mean', () => {
    expect(decided(['Allow', AUDIENCE], ['Deny', { StringEquals: { 'login.example.com:groups': 'banned' } }]).trusted).toBe(false);
  });
});

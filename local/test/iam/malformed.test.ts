import { malformedDocuments, trustStatement } from './malformed-documents';
import { ACTION, allow, policy, TABLE } from './policy-case';
import { compilePolicy, decide, decideTrust, MalformedPolicyError } from '../../src/iam';

test.each(malformedDocuments)('fails on %s', (_name, document, message) => {
  expect(() => compilePolicy(document)).toThrow(new MalformedPolicyError(message));
});

test('fails when it is too large', () => {
  const message = 'statement 1: Action: the policy is larger than 1048576 characters';
  expect(() => compilePolicy(policy(allow({ Action: 'x'.repeat(2 ** 20) })))).toThrow(message);
  expect(() => compilePolicy(policy(allow({ Action: Array(2 ** 20 + 1).fill('') })))).toThrow(message);
});

test('fails when a policy is attached where it does not belong', () => {
  const request = { action: ACTION, resource: TABLE, context: new Map() };
  const trust = compilePolicy(policy(trustStatement));
  const identity = compilePolicy(policy(allow()));
  expect(() => decide({ identity: [trust] }, request)).toThrow('must not have a Principal');
  expect(() => decide({ identity: [identity], boundary: trust }, request)).toThrow('must not have a Principal');
  expect(() => decide({ identity: [identity], session: [trust] }, request)).toThrow('must not have a Principal');
  expect(() => decide({ identity: [], resource: { account: '1', policy: identity } }, request)).toThrow('must have a Principal');
  expect(() => decideTrust(identity, request, { federated: 'x' })).toThrow('must have a Principal');
});

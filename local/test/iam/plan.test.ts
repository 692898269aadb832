import { allow, deny, policy } from './policy-case';
import { compilePolicy, decide } from '../../src/iam';

const USER = 'www.amazon.com:user_id';

function effectsOf(document: object, resources: readonly string[], user = 'u1'): string[] {
  const identity = [compilePolicy(document)];
  return resources.map(resource => decide({ identity }, { action: 's3:GetObject', resource, context: new Map([[USER, user]]) }).effect);
}

test('answers do not depend on what was asked before, also beyond what is kept', () => {
  const resources = Array.from({ length: 3000 }, (_, index) => `arn:aws:s3:::b/${index % 2 === 0 ? 'own' : 'other'}/${index}`);
  const effects = effectsOf(policy(allow({ Resource: 'arn:aws:s3:::b/own/*' })), [...resources, ...resources]);
  expect(effects).toEqual([...resources, ...resources].map(resource => resource.includes('/own/') ? 'Allowed' : 'ImplicitlyDenied'));
});

test('a kept plan still looks at the caller', () => {
  const identity = [compilePolicy(policy(allow({ Resource: `arn:aws:s3:::b/\${${USER}}/*` })))];
  const effects = ['u1', 'u2', 'u1'].map(user =>
    decide({ identity }, { action: 's3:GetObject', resource: 'arn:aws:s3:::b/u1/x', context: new Map([[USER, user]]) }).effect);
  expect(effects).toEqual(['Allowed', 'ImplicitlyDenied', 'Allowed']);
});

test('literal and other resources keep the order of their statements', () => {
  const document = policy(
    allow({ Sid: 'pattern', Resource: 'arn:aws:s3:::b/*' }),
    allow({ Sid: 'literal', Resource: 'arn:aws:s3:::b/x' }),
    deny({ Sid: 'elsewhere', Resource: ['arn:aws:s3:::c', 'arn:aws:s3:::c'] }),
  );
  const decision = decide({ identity: [compilePolicy(document)] }, { action: 's3:GetObject', resource: 'arn:aws:s3:::b/x', context: new Map() });
  expect(decision.sid).toBe('pattern');
  expect(effectsOf(document, ['arn:aws:s3:::b/x', 'arn:aws:s3:::c', 'arn:aws:s3:::d'])).toEqual(['Allowed', 'ExplicitlyDenied', 'ImplicitlyDenied']);
});

import type { PolicyCase } from '../policy-case';
import { allow } from '../policy-case';
import { VERSION } from '../sources';

const USER = 'www.amazon.com:user_id';
const ALICE = { [USER]: 'alice' };

export const versions: PolicyCase[] = [
  ...(['2008-10-17', undefined] as const).flatMap((Version): PolicyCase[] => {
    const of = (name: string, Condition: object, effect: PolicyCase['effect'], prefix: string): PolicyCase => ({
      name: `Version ${Version}: ${name}`,
      source: VERSION,
      identity: [{ ...Version ? { Version } : {}, Statement: [allow({ Condition })] }],
      context: { ...ALICE, 's3:prefix': prefix },
      effect,
    });
    return [
      of('a variable is no variable', { StringEquals: { 's3:prefix': `\${${USER}}` } }, 'ImplicitlyDenied', 'alice'),
      of('a variable is text', { StringEquals: { 's3:prefix': `\${${USER}}` } }, 'Allowed', `\${${USER}}`),
      of('an escape is text with a wildcard', { StringLike: { 's3:prefix': '${*}' } }, 'Allowed', '${alice}'),
      of('a variable is no number', { NumericNotEquals: { 's3:prefix': `\${${USER}}` } }, 'Allowed', '1'),
      of('a brace may stay open', { StringEquals: { 's3:prefix': '${' } }, 'Allowed', '${'),
    ];
  }),
  {
    name: 'Version 2008-10-17: a resource with a variable matches nobody',
    source: VERSION,
    identity: [{ Version: '2008-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: `arn:aws:s3:::avatars/users/\${${USER}}/*` } }],
    resource: 'arn:aws:s3:::avatars/users/alice/pic.png',
    context: ALICE,
    effect: 'ImplicitlyDenied',
  },
];

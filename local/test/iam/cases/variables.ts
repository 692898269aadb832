import { conditionCases } from '../condition-cases';
import type { PolicyCase } from '../policy-case';
import { allow, deny, policy } from '../policy-case';
import { DEFAULTS, ESCAPES, NO_VALUE, VARIABLES, WHERE } from '../sources';

const USER = 'www.amazon.com:user_id';
const ALICE = { [USER]: 'alice' };
const OBJECT = 'arn:aws:s3:::avatars/users/';
const LITERAL = `${VARIABLES}: the value is put in place of the variable, it is no pattern`;

function onResource(
  name: string, source: string, statement: object, resource: string, context: PolicyCase['context'], effect: PolicyCase['effect'],
): PolicyCase {
  return { name, source, identity: [policy({ Effect: 'Allow', Action: '*', ...statement })], resource, context, effect };
}

const own = { Resource: `${OBJECT}\${${USER}}/*` };
const notOwn = { NotResource: `${OBJECT}\${${USER}}/*` };

export const variables: PolicyCase[] = [
  ...conditionCases(VARIABLES, 's3:prefix', [
    ['StringEquals', '${www.amazon.com:user_id}', 'alice', 'met'],
    ['StringEquals', '${www.amazon.com:user_id}', 'bob', 'unmet'],
    ['StringEquals', '${WWW.Amazon.com:USER_ID}', 'alice', 'met'],
    ['StringEquals', 'users/${www.amazon.com:user_id}/', 'users/alice/', 'met'],
    ['StringEquals', 'users/${www.amazon.com:user_id}/', 'users/alice/x', 'unmet'],
    ['StringEquals', ['x', '${www.amazon.com:user_id}'], 'alice', 'met'],
    ['StringEqualsIgnoreCase', '${www.amazon.com:user_id}', 'ALICE', 'met'],
    ['StringEqualsIgnoreCase', 'U/${www.amazon.com:user_id}', 'u/ALICE', 'met'],
    ['StringLike', 'users/${www.amazon.com:user_id}/*', 'users/alice/a/b', 'met'],
    ['StringLike', 'users/${www.amazon.com:user_id}/*', 'users/alice2/a', 'unmet'],
    ['StringNotEquals', '${www.amazon.com:user_id}', 'alice', 'unmet'],
    ['StringNotLike', '${www.amazon.com:user_id}*', 'alice2', 'unmet'],
    ['StringNotLike', '${www.amazon.com:user_id}*', 'bob', 'met'],
  ], ALICE),
  ...conditionCases(LITERAL, 's3:prefix', [
    ['StringLike', '${www.amazon.com:user_id}', 'alice', 'unmet'],
    ['StringLike', '${www.amazon.com:user_id}', 'a*', 'met'],
    ['StringLike', '${www.amazon.com:user_id}/*', 'a*/x', 'met'],
    ['StringLike', '${www.amazon.com:user_id}/*', 'alice/x', 'unmet'],
    ['StringNotLike', '${www.amazon.com:user_id}', 'alice', 'met'],
  ], { [USER]: 'a*' }),
  ...conditionCases(LITERAL, 's3:prefix', [
    ['StringEquals', '${www.amazon.com:user_id}', '${aws:userid}', 'met'],
    ['StringEquals', '${www.amazon.com:user_id}', 'root', 'unmet'],
  ], { [USER]: '${aws:userid}', 'aws:userid': 'root' }),
  ...conditionCases(NO_VALUE, 's3:prefix', [
    ['StringEquals', '${www.amazon.com:user_id}', 'alice', 'unmet'],
    ['StringEquals', '${www.amazon.com:user_id}', '', 'unmet'],
    ['StringEquals', '${www.amazon.com:user_id}', '${www.amazon.com:user_id}', 'unmet'],
    ['StringLike', '${www.amazon.com:user_id}*', 'alice', 'unmet'],
    ['StringEquals', ['${www.amazon.com:user_id}', 'shared'], 'shared', 'met'],
    ['StringNotEquals', '${www.amazon.com:user_id}', 'alice', 'met'],
    ['StringNotLike', '${www.amazon.com:user_id}*', 'alice', 'met'],
    ['StringNotEquals', ['${www.amazon.com:user_id}', 'shared'], 'shared', 'unmet'],
  ]),
  ...conditionCases(`${NO_VALUE}: a key "that has no value"`, 's3:prefix', [
    ['StringEquals', '${www.amazon.com:user_id}', '', 'unmet'],
    ['StringLike', '${www.amazon.com:user_id}*', 'alice', 'unmet'],
    ['StringNotEquals', '${www.amazon.com:user_id}', '', 'met'],
  ], { [USER]: '' }),
  ...conditionCases(`${VARIABLES}: you cannot use a multivalued key as a variable`, 's3:prefix', [
    ['StringEquals', '${dynamodb:LeadingKeys}', 'a', 'unmet'],
    ['StringEquals', 'x-${dynamodb:LeadingKeys}', 'x-a', 'unmet'],
    ['StringEquals', "${dynamodb:LeadingKeys, 'a'}", 'a', 'unmet'],
  ], { 'dynamodb:LeadingKeys': ['a'] }),
  ...conditionCases(DEFAULTS, 's3:prefix', [
    ['StringEquals', "${aws:PrincipalTag/team, 'company-wide'}", 'company-wide', 'met'],
    ['StringEquals', "${aws:PrincipalTag/team, 'company-wide'}", 'yellow', 'unmet'],
    ['StringLike', "x-${aws:PrincipalTag/team, 'a*'}", 'x-abc', 'unmet'],
    ['StringLike', "x-${aws:PrincipalTag/team, 'a*'}", 'x-a*', 'met'],
  ]),
  ...conditionCases(DEFAULTS, 's3:prefix', [
    ['StringEquals', "${aws:PrincipalTag/team, 'company-wide'}", 'yellow', 'met'],
    ['StringEquals', "${aws:PrincipalTag/team, 'company-wide'}", 'company-wide', 'unmet'],
  ], { 'aws:PrincipalTag/team': 'yellow' }),
  ...conditionCases(ESCAPES, 's3:prefix', [
    ['StringLike', 'a${*}', 'a*', 'met'],
    ['StringLike', 'a${*}', 'abc', 'unmet'],
    ['StringLike', 'a${?}', 'a?', 'met'],
    ['StringLike', 'a${?}', 'ab', 'unmet'],
    ['StringLike', '${$}{aws:userid}', '${aws:userid}', 'met'],
    ['StringEquals', 'a${*}${?}${$}', 'a*?$', 'met'],
    ['StringNotLike', '*${*}*', 'a*b', 'unmet'],
    ['StringNotLike', '*${*}*', 'ab', 'met'],
  ]),
  ...conditionCases(`${VARIABLES}; the case of the whole text is ignored`, 's3:prefix', [
    ['StringEqualsIgnoreCase', '\u039f${example:end}', '\u03bf\u03c2', 'met'],
    ['StringEqualsIgnoreCase', '\u039f${example:end}', '\u03bf\u03c3', 'unmet'],
    ['StringEqualsIgnoreCase', ['x', '${example:none}'], '', 'unmet'],
  ], { 'example:end': '\u03a3' }),
  onResource('own object', WHERE, own, `${OBJECT}alice/pic.png`, ALICE, 'Allowed'),
  onResource('deep own object', WHERE, own, `${OBJECT}alice/a/b:c`, ALICE, 'Allowed'),
  onResource("another user's object", WHERE, own, `${OBJECT}bob/pic.png`, ALICE, 'ImplicitlyDenied'),
  onResource('an id that begins alike', WHERE, own, `${OBJECT}alice2/pic.png`, ALICE, 'ImplicitlyDenied'),
  onResource('an id that is a wildcard', LITERAL, own, `${OBJECT}bob/pic.png`, { [USER]: '*' }, 'ImplicitlyDenied'),
  onResource('the folder of an id that is a wildcard', LITERAL, own, `${OBJECT}*/pic.png`, { [USER]: '*' }, 'Allowed'),
  onResource('an object named like a wildcard', `${VARIABLES}; wildcards belong to the policy`, own, `${OBJECT}*/pic.png`, ALICE, 'ImplicitlyDenied'),
  onResource('no id', NO_VALUE, own, `${OBJECT}/pic.png`, {}, 'ImplicitlyDenied'),
  onResource('an empty id', NO_VALUE, own, `${OBJECT}/pic.png`, { [USER]: '' }, 'ImplicitlyDenied'),
  onResource('NotResource, own', WHERE, notOwn, `${OBJECT}alice/pic.png`, ALICE, 'ImplicitlyDenied'),
  onResource("NotResource, another user's", WHERE, notOwn, `${OBJECT}bob/pic.png`, ALICE, 'Allowed'),
  onResource('escape in a resource', ESCAPES, { Resource: `${OBJECT}\${*}/x` }, `${OBJECT}alice/x`, ALICE, 'ImplicitlyDenied'),
  onResource('escape in a resource, literally', ESCAPES, { Resource: `${OBJECT}\${*}/x` }, `${OBJECT}*/x`, ALICE, 'Allowed'),
  onResource('default in a resource', DEFAULTS, { Resource: "arn:aws:s3:::b-${aws:PrincipalTag/team, 'all'}/*" }, 'arn:aws:s3:::b-all/x', {}, 'Allowed'),
  onResource(
    'no variable before the fifth colon', WHERE, { Resource: 'arn:aws:s3:${example:region}::avatars/*' },
    'arn:aws:s3:eu-west-1::avatars/x', { 'example:region': 'eu-west-1' }, 'ImplicitlyDenied',
  ),
  onResource(
    'no variable in the account', WHERE, { Resource: 'arn:aws:s3::${example:account}:avatars/*' },
    'arn:aws:s3::123456789012:avatars/x', { 'example:account': '123456789012' }, 'ImplicitlyDenied',
  ),
  onResource(
    'no variable in Action', WHERE, { Action: 's3:${example:action}', Resource: '*' }, 'arn:aws:s3:::avatars', { 'example:action': 'GetItem' }, 'ImplicitlyDenied',
  ),
  {
    name: 'Deny with NotResource and no id denies everything',
    source: NO_VALUE,
    identity: [policy(allow(), { Effect: 'Deny', Action: '*', ...notOwn })],
    resource: `${OBJECT}alice/pic.png`,
    effect: 'ExplicitlyDenied',
  },
  {
    name: 'Deny on a resource with no id denies nothing',
    source: NO_VALUE,
    identity: [policy(allow(), { Effect: 'Deny', Action: '*', ...own })],
    resource: `${OBJECT}alice/pic.png`,
    effect: 'Allowed',
  },
  {
    name: "AWS's example: deny unless the object's team is the caller's",
    source: NO_VALUE,
    identity: [policy(allow(), deny({ Condition: { StringNotEquals: { 's3:ExistingObjectTag/Team': '${aws:PrincipalTag/Team}' } } }))],
    context: { 's3:ExistingObjectTag/Team': 'red' },
    effect: 'ExplicitlyDenied',
  },
];

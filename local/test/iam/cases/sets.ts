import { conditionCases } from '../condition-cases';
import { allow, deny, policy, PolicyCase } from '../policy-case';
import { FAIL_CLOSED, NULL, SETS } from '../sources';

const KEY = 'dynamodb:LeadingKeys';
const IF_EXISTS_AND_SETS = `${SETS}, ForAnyValue: false when the key does not exist, observed with IfExists, too`;

const emptyList = (name: string, statement: object, effect: PolicyCase['effect']): PolicyCase =>
  ({ name, source: `${NULL}; ForAllValues: "context keys with empty values"`, identity: [policy(allow({ Sid: 'one' }), statement)], context: { [KEY]: [] }, effect });

export const sets: PolicyCase[] = [
  ...conditionCases(SETS, KEY, [
    ['ForAllValues:StringEquals', ['a', 'b'], ['a'], 'met'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], 'met'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], 'unmet'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['c'], 'unmet'],
    ['ForAllValues:StringEquals', 'a', [''], 'unmet'],
    ['ForAllValues:StringEquals', ['a', 'b', 'c', 'd', 'e'], ['e', 'a', 'f'], 'unmet'],
    ['ForAllValues:StringEquals', ['a', 'b', 'c', 'd', 'e'], ['e', 'a'], 'met'],
    ['ForAllValues:StringEquals', 'a', undefined, 'met'],
    ['ForAllValues:StringEquals', 'a', [], 'met'],
    ['ForAllValues:StringEquals', 'a', 'a', 'met'],
    ['ForAllValues:StringEquals', 'a', 'b', 'unmet'],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], 'met'],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'a'], 'unmet'],
    ['ForAllValues:StringNotEquals', 'a', undefined, 'met'],
    ['ForAllValues:StringNotEquals', 'a', [], 'met'],
    ['ForAllValues:StringLike', 'u1#*', ['u1#a', 'u1#b'], 'met'],
    ['ForAllValues:StringLike', 'u1#*', ['u1#a', 'u2#b'], 'unmet'],
    ['ForAllValues:StringNotLike', 'u1#*', ['u2#a', 'u1#b'], 'unmet'],
    ['ForAllValues:StringNotLike', 'u1#*', ['u2#a'], 'met'],
    ['ForAllValues:StringEqualsIgnoreCase', 'A', ['a', 'A'], 'met'],
    ['ForAllValues:StringEqualsIfExists', 'a', undefined, 'met'],
    ['ForAllValues:StringEqualsIfExists', 'a', ['b'], 'unmet'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], 'met'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], 'unmet'],
    ['ForAnyValue:StringEquals', 'a', undefined, 'unmet'],
    ['ForAnyValue:StringEquals', 'a', [], 'unmet'],
    ['ForAnyValue:StringEquals', 'a', 'a', 'met'],
    ['ForAnyValue:StringLike', 'u*', ['a', 'u1'], 'met'],
    ['ForAnyValue:StringLike', 'u*', ['a'], 'unmet'],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'c'], 'met'],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b'], 'unmet'],
    ['ForAnyValue:StringNotEquals', 'a', undefined, 'unmet'],
    ['ForAnyValue:StringNotEquals', 'a', [], 'unmet'],
    ['ForAnyValue:StringNotLike', 'u*', ['u1', 'a'], 'met'],
    ['ForAnyValue:StringNotLike', 'u*', ['u1'], 'unmet'],
    ['ForAllValues:NumericLessThan', 5, ['1', '4'], 'met'],
    ['ForAllValues:NumericLessThan', 5, ['1', '5'], 'unmet'],
    ['ForAnyValue:Bool', true, ['false', 'true'], 'met'],
    ['ForAllValues:Bool', true, ['false', 'true'], 'unmet'],
  ]),
  ...conditionCases(IF_EXISTS_AND_SETS, KEY, [
    ['ForAnyValue:StringEqualsIfExists', 'a', undefined, 'unmet'],
    ['ForAnyValue:StringNotEqualsIfExists', 'a', undefined, 'unmet'],
    ['ForAnyValue:StringEqualsIfExists', 'a', ['b', 'a'], 'met'],
  ]),
  ...conditionCases(`${SETS}: "Multivalued context keys require a condition set operator". ${FAIL_CLOSED}`, KEY, [
    ['StringEquals', 'a', ['a'], 'unknown'],
    ['StringEquals', 'a', ['b', 'c'], 'unknown'],
    ['StringNotEquals', 'a', ['b'], 'unknown'],
    ['StringEqualsIfExists', 'a', [], 'unknown'],
  ]),
  ...conditionCases(NULL, KEY, [
    ['Null', 'false', ['a'], 'met'],
    ['Null', 'false', undefined, 'unmet'],
    ['Null', 'true', undefined, 'met'],
    ['Null', 'true', ['a'], 'unmet'],
    ['Null', false, 'a', 'met'],
    ['Null', true, 'a', 'unmet'],
    ['Null', 'False', ['a'], 'met'],
    ['Null', 'false', '', 'met'],
    ['Null', ['true', 'false'], ['a'], 'met'],
    ['Null', 'maybe', undefined, 'unknown'],
    ['NullIfExists', 'true', undefined, 'unknown'],
    ['ForAllValues:Null', 'true', undefined, 'unknown'],
  ]),
  emptyList('Null false on an empty list stops no Deny', deny({ Condition: { Null: { [KEY]: 'false' } } }), 'ExplicitlyDenied'),
  emptyList('Null true on an empty list stops no Deny', deny({ Condition: { Null: { [KEY]: 'true' } } }), 'ExplicitlyDenied'),
  {
    name: 'Null false on an empty list helps no Allow',
    source: `${NULL}; ForAllValues: "context keys with empty values"`,
    identity: [policy(allow({ Condition: { 'ForAllValues:StringEquals': { [KEY]: 'a' }, 'Null': { [KEY]: 'false' } } }))],
    context: { [KEY]: [] },
    effect: 'ImplicitlyDenied',
  },
  {
    name: 'Null true on an empty list helps no Allow',
    source: FAIL_CLOSED,
    identity: [policy(allow({ Condition: { Null: { [KEY]: 'true' } } }))],
    context: { [KEY]: [] },
    effect: 'ImplicitlyDenied',
  },
];

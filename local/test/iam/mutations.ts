import { Mutation } from './load-evaluator';
import { Rewrite } from './mutants/mutants';

/** A rule and the change that breaks it. */
export interface RuleMutation extends Mutation {
  readonly rule: string;
}

const of = (file: string, rows: readonly (readonly [rule: string, owner: string, site: string, change: string | Rewrite])[]): RuleMutation[] =>
  rows.map(([rule, owner, site, change]) => ({ rule, file, owner, site, change }));

/** Every rule of the evaluator, turned round one by one. Addresses are those of `mutants.ts`: neither layout nor names of variables matter. */
export const mutations: readonly RuleMutation[] = [
  ...of('conditions.ts', [
    ['ForAllValues is true without the key', 'outcomeOfAbsentKey', '?: 0', 'second'],
    ['ForAnyValue is false without the key', 'outcomeOfAbsentKey', '?: 0', 'first'],
    ['IfExists does not change ForAnyValue', 'outcomeOfAbsentKey', 'if 0', 'never'],
    ['IfExists is met without the key', 'outcomeOfAbsentKey', '|| 0', 'right'],
    ['IfExists looks at a key that is there', 'compileTest', 'if 0', 'always'],
    ['negated operators match without the key', 'outcomeOfAbsentKey', '|| 0', 'left'],
    ['positive operators need the key', 'outcomeOfAbsentKey', '?: 1', 'first'],
    ['ForAllValues is true on an empty list', 'severalTest', '?: 1', 'second'],
    ['ForAnyValue is false on an empty list', 'severalTest', '?: 1', 'first'],
    ['ForAllValues looks at every value', 'severalTest', '?: 0', 'second'],
    ['ForAnyValue is met by one value', 'severalTest', '?: 0', 'first'],
    ['a list needs a set operator', 'severalTest', 'if 0', 'never'],
    ['Null true wants the key absent', 'nullCondition', '=== 3', '!=='],
    ['Null is no other operator', 'compileCondition', "'Null' 0", 'other'],
    ['Null: an empty list helps no Allow', 'nullCondition', '?: 0', 'first'],
    ['Null: an empty list stops no Deny', 'nullCondition', '?: 0', 'second'],
    ['negated operators are the contrary', 'valueTest', 'if 0', 'always'],
    ['negated operators do not take what does not parse', 'valueTest', 'if 1', 'never'],
    ['keys have no case', 'compileCondition', '.toLowerCase() 0', 'dropped'],
    ['unknown operators are unknown', 'unevaluable', "'unknown' 0", "'met'"],
    ['unknown operators are not just false', 'unevaluable', "'unknown' 0", "'unmet'"],
  ]),
  ...of('statement.ts', [
    ['all conditions must be met', 'testStatement', 'if 0', 'never'],
    ['an unknown element cannot be evaluated', 'testStatement', '?: 0', 'first'],
    ['an unknown condition is remembered', 'testStatement', 'if 1', 'never'],
    ['NotAction is the contrary', 'compileStatement', '=== 2', 'false'],
    ['NotResource is the contrary', 'resourcesOf', '=== 1', 'false'],
    ['NotPrincipal is the contrary', 'principalsOf', '=== 1', 'false'],
  ]),
  ...of('actions.ts', [
    ['action names of a policy have no case', 'compileActions', '.toLowerCase() 0', 'dropped'],
    ['action names have wildcards', 'compileActions', 'true 0', 'false'],
  ]),
  ...of('plan.ts', [
    ['action names of a request have no case', 'PlanIndex.plan', '.toLowerCase() 0', 'dropped'],
    ['NotResource excludes what it names', 'candidateFor', '?: 0', 'second'],
    ['NotResource with a variable', 'candidateFor', '!== 0', '==='],
    ['a resource must be named', 'candidateFor', '?: 1', 'first'],
  ]),
  ...of('resources.ts', [
    ['no variable before the fifth colon', 'parseResource', 'false 0', 'true'],
    ['variables after the fifth colon', 'parseResource', 'shorthand 0', 'undefined'],
    ['the fifth, not the fourth', 'positionAfterFifthColon', '1 0', 'more'],
    ['resources have wildcards', 'parseResource', 'true 1', 'false'],
    ['an incomplete ARN is completed', 'completeArn', '?: 0', 'second'],
  ]),
  ...of('policy.ts', [
    ['no variables without a version', 'WITHOUT_VARIABLES', "'2008-10-17' 0", 'other'],
    ['no variables in version 2008-10-17', 'compilePolicy', '=== 2', 'true'],
  ]),
  ...of('variables.ts', [
    ['a variable value is literal', 'bindTemplate', '?: 0', token => `(value => value === '*' ? 0 : value)(${token})`],
    ['a variable without a value matches nothing', 'bindTemplate', 'return in loop 0', 'continue'],
    ['an empty value is no value', 'resolveVariable', '|| 0', 'left'],
    ['a list is no variable', 'resolveVariable', 'if 0', 'never'],
    ['variable names have no case', 'parseVariable', '.toLowerCase() 0', 'dropped'],
    ['a default counts', 'resolveVariable', '?: 0', 'second'],
    ['a default yields to a value', 'resolveVariable', '?: 0', 'first'],
    ['an escape is literal', 'parseTemplate', 'if 3', 'never'],
  ]),
  ...of('glob.ts', [
    ['? is one character', 'matchGlob', '< 0', 'true'],
    ['a pattern covers the whole text', 'matchGlob', 'if 1', 'always'],
    ['* is tried again', 'matchGlob', 'if 5', 'always'],
  ]),
  ...of('operators/string.ts', [
    ['StringEquals has no wildcards', 'stringOperator', '=== 0', 'true'],
    ['StringLike has wildcards', 'stringOperators', 'true 4', 'false'],
    ['StringNotEquals is negated', 'stringOperators', 'true 0', 'false'],
    ['StringEquals has case', 'stringOperator', '?: 0', 'first'],
    ['IgnoreCase has none', 'stringOperator', '.toLowerCase() 0', 'dropped'],
  ]),
  ...of('operators/numeric.ts', [
    ['less is not equal', 'numericOperators', '< 0', '<='],
    ['at most is equal', 'numericOperators', '<= 0', '<'],
    ['greater is not less', 'numericOperators', '> 0', '<'],
    ['numbers parse strictly', 'parseNumber', 'if 0', 'never'],
    ['no rounding', 'parseNumber', '?: 0', 'first'],
  ]),
  ...of('operators/date.ts', [
    ['zones count', 'offsetOf', 'if 0', 'always'],
    ['dates are real', 'parseDate', 'if 2', 'never'],
    ['epoch seconds', 'parseDate', '* 0', '/'],
    ['earlier is not equal', 'dateOperators', '< 0', '<='],
  ]),
  ...of('operators/bool.ts', [['false is not true', 'boolOperators', '=== 0', 'true']]),
  ...of('operators/binary.ts', [['base64 is canonical', 'parseBase64', '?: 0', 'first']]),
  ...of('operators/arn.ts', [
    ['components are compared one by one', 'arnOperator', '.every() 0', 'some'],
    ['an ARN has six components', 'arnOperator', 'if 0', 'never'],
    ['ArnNotLike is negated', 'arnOperators', 'true 1', 'false'],
  ]),
  ...of('ip.ts', [
    ['the prefix counts', 'containsAddress', '16 1', 'more'],
    ['families are apart', 'containsAddress', 'if 0', 'never'],
    ['a prefix has a limit', 'parseCidr', '<= 0', 'true'],
    ['no octal', 'OCTET', 'regex 0', 'anything'],
  ]),
  ...of('operators/ip-address.ts', [['NotIpAddress is negated', 'ipAddressOperators', 'true 0', 'false']]),
  ...of('evaluation.ts', [
    ['a Deny that cannot be evaluated applies', 'Evaluation.denies', "'unmet' 0", "'unknown'"],
    ['an Allow that cannot be evaluated does not', 'Evaluation.allows', 'if 3', 'always'],
    ['the strongest grant counts', 'STRENGTH', '1 0', 'more'],
    ['the strongest grant counts, also before a weaker one', 'Evaluation.bestAllow', '?: 0', 'first'],
    ['a Deny looks at its principal', 'Evaluation.denies', 'if 1', 'never'],
    ['a variable in a resource is looked at', 'Evaluation.covers', '=== 0', 'true'],
  ]),
  ...of('decide.ts', [
    ['Deny wins', 'evaluate', 'if 0', 'never'],
    ['a Deny in the boundary wins', 'evaluate', 'if 1', 'never'],
    ['a Deny in the session policy wins', 'evaluate', 'if 2', 'never'],
    ['a Deny in the resource policy wins', 'evaluate', 'if 3', 'never'],
    ['a Deny in the trust policy wins', 'decideTrust', '?: 1', 'second'],
    ['the boundary limits', 'evaluate', 'if 7', 'never'],
    ['the session policy limits', 'evaluate', 'if 8', 'never'],
    ['identity must allow', 'implicitly', "'ImplicitlyDenied' 0", "'Allowed'"],
    ['a grant to the session is final', 'evaluate', '|| 1', 'right'],
    ['a grant to everyone is final', 'evaluate', '|| 1', 'left'],
    ['a grant to the role is not final', 'evaluate', "'direct' 0", "'role'"],
    ['a grant to the role stands in for identity', 'evaluate', '?: 0', 'second'],
    ['a grant to the account only delegates', 'evaluate', "'role' 0", "'account'"],
    ['another account must allow, too', 'evaluate', 'if 9', 'never'],
    ['a key policy must allow', 'evaluate', 'if 5', 'never'],
    ['accounts are told apart', 'evaluate', '=== 1', 'true'],
  ]),
  ...of('principals.ts', [
    ['a provider must be named', 'namingOfFederated', 'if 0', 'always'],
    ['AWS everyone is no token', 'namingOfFederated', "'Federated' 0", 'other'],
    ['everyone may not be a token', 'namingOfFederated', '?: 0', 'second'],
    ['a Deny of AWS everyone may be for a token', 'isDenied', 'if 1', 'never'],
    ['NotPrincipal wants the account', 'isExcepted', '&& 0', 'left'],
    ['NotPrincipal wants the session', 'isExcepted', '&& 1', 'right'],
    ['NotPrincipal is for Deny', 'namingOf', "'unknown' 0", "'direct'"],
    ['a unique id is not readable', 'namingOfAws', '|| 1', 'left'],
  ]),
];

import { textMatcher } from '../text-matcher';
import { lowerCaseTemplate, parseTemplate, renderText } from '../variables';
import { Operator } from './operator';

interface Comparison {
  readonly negated: boolean;
  readonly wildcards?: boolean;
  readonly ignoreCase?: boolean;
}

function stringOperator(comparison: Comparison): Operator {
  return {
    negated: comparison.negated,
    read: (values, variables) => {
      const syntax = { variables, wildcards: comparison.wildcards === true };
      const templates = values.map(value => parseTemplate(value, syntax));
      const matches = textMatcher(comparison.ignoreCase ? templates.map(lowerCaseTemplate) : templates);
      return {
        matches: comparison.ignoreCase ? (got, context) => matches(got.toLowerCase(), context) : matches,
        render: context => values.map(value => renderText(value, syntax, context)),
      };
    },
  };
}

/** IAM User Guide, Condition operators, String condition operators. */
export const stringOperators: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', stringOperator({ negated: false })],
  ['StringNotEquals', stringOperator({ negated: true })],
  ['StringEqualsIgnoreCase', stringOperator({ negated: false, ignoreCase: true })],
  ['StringNotEqualsIgnoreCase', stringOperator({ negated: true, ignoreCase: true })],
  ['StringLike', stringOperator({ negated: false, wildcards: true })],
  ['StringNotLike', stringOperator({ negated: true, wildcards: true })],
]);

import type { TextMatcher } from '../text-matcher';
import { hasVariable, literalOf, textMatcher } from '../text-matcher';
import type { Template } from '../variables';
import { bindTemplate, parseTemplate, renderText } from '../variables';
import type { Operator } from './operator';

interface Comparison {
  readonly negated: boolean;
  readonly wildcards?: boolean;
  readonly ignoreCase?: boolean;
}

function stringOperator({ negated, wildcards = false, ignoreCase = false }: Comparison): Operator {
  return {
    negated,
    read: (values, variables) => {
      const syntax = { variables, wildcards };
      const templates = values.map(value => parseTemplate(value, syntax));
      return {
        matches: ignoreCase ? ignoringCase(templates) : textMatcher(templates),
        render: context => values.map(value => renderText(value, syntax, context)),
      };
    },
  };
}

/**
 * Whole texts are put in lower case, after their variables have their values: recorded of AWS, a sigma depends on
 * where it stands. These operators have no wildcards.
 */
function ignoringCase(templates: readonly Template[]): TextMatcher {
  const literals = new Set(templates.map(literalOf).filter(text => text !== undefined).map(text => text.toLowerCase()));
  const bound = templates.filter(hasVariable);
  return (got, context) => {
    const text = got.toLowerCase();
    return literals.has(text) || bound.some(template => bindTemplate(template, context)?.join('').toLowerCase() === text);
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

import type { GlobToken } from './glob';
import { ANY, matchGlob } from './glob';
import type { RequestContext } from './request';
import type { Template } from './variables';
import { bindTemplate, isVariable, resolveVariable } from './variables';

/** Whether a text of the request matches; the context gives the variables their values. */
export type TextMatcher = (text: string, context: RequestContext) => boolean;

/** For texts without variables, which never look at the context. */
export const NO_CONTEXT: RequestContext = new Map();

/** Above this many literals a Set is quicker than comparing one by one. */
const SMALL = 3;

/** Matches a text that any of the templates matches. */
export function textMatcher(templates: readonly Template[]): TextMatcher {
  const literals = templates.map(literalOf).filter(text => text !== undefined);
  const matchers = templates.filter(template => literalOf(template) === undefined).map(patternMatcher);
  if (literals.length > 0) matchers.unshift(literalMatcher(literals));
  return matchers.length === 1 ? matchers[0] : anyMatcher(matchers);
}

/** The text itself when the template has neither wildcard nor variable. */
export function literalOf(template: Template): string | undefined {
  if (template.length === 0) return '';
  const [first] = template;
  return template.length === 1 && typeof first === 'string' ? first : undefined;
}

export function hasVariable(template: Template): boolean {
  return template.some(isVariable);
}

function anyMatcher(matchers: readonly TextMatcher[]): TextMatcher {
  return (text, context) => {
    for (const matcher of matchers) {
      if (matcher(text, context)) return true;
    }
    return false;
  };
}

function literalMatcher(literals: readonly string[]): TextMatcher {
  if (literals.length > SMALL) {
    const set = new Set(literals);
    return text => set.has(text);
  }
  if (literals.length === 1) {
    const [only] = literals;
    return text => text === only;
  }
  return text => literals.includes(text);
}

function patternMatcher(template: Template): TextMatcher {
  const [first, second] = template;
  if (hasVariable(template)) {
    if (template.length === 1 && isVariable(first)) return (text, context) => text === resolveVariable(first, context);
    return (text, context) => {
      const tokens = bindTemplate(template, context);
      return tokens !== undefined && matchGlob(tokens, text);
    };
  }
  if (first === ANY && template.length === 1) return () => true;
  if (typeof first === 'string' && second === ANY && template.length === 2) return text => text.startsWith(first);
  return text => matchGlob(template as readonly GlobToken[], text);
}

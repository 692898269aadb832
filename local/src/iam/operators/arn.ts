import { matchGlob } from '../glob';
import type { RequestContext } from '../request';
import { literalOf } from '../text-matcher';
import type { Template, TemplatePart } from '../variables';
import { bindTemplate, parseTemplate, renderText } from '../variables';
import type { Operator } from './operator';

const COMPONENTS = 6;

/**
 * Each of the six components is compared by itself (IAM User Guide, Condition operators, ARN condition operators): a
 * `*` in the account never reaches into the resource. Recorded of AWS: patterns are looked at one after the other, and
 * one that is no ARN does harm when it is reached.
 */
function arnOperator(negated: boolean): Operator {
  return {
    negated,
    read: (values, variables) => {
      const syntax = { variables, wildcards: true };
      const patterns = values.map(value => splitTemplate(parseTemplate(value, syntax)));
      return {
        matches: (got, context) => {
          const components = splitArn(got);
          if (typeof components === 'string') return components;
          for (const pattern of patterns) {
            if (!isArnPattern(pattern)) return 'unknown';
            if (pattern.every((component, index) => matchesComponent(component, components[index], context))) return true;
          }
          return false;
        },
        render: context => values.map(value => renderText(value, syntax, context)),
      };
    },
  };
}

function matchesComponent(component: Template, text: string, context: RequestContext): boolean {
  const tokens = bindTemplate(component, context);
  return tokens !== undefined && matchGlob(tokens, text);
}

/** What AWS makes of a pattern of fewer components, of a lone `*` and of another first component, nobody has recorded. */
function isArnPattern(pattern: readonly Template[]): boolean {
  return pattern.length === COMPONENTS && literalOf(pattern[0]) === 'arn';
}

/** Splits at the colons the policy's author wrote; a colon in a variable's name or value splits nothing. */
function splitTemplate(template: Template): readonly Template[] {
  const components: TemplatePart[][] = [[]];
  for (const part of template) {
    const pieces = typeof part === 'string' ? splitAtColons(part, COMPONENTS - components.length) : [part];
    pieces.forEach((piece, index) => {
      if (index > 0) components.push([]);
      if (piece !== '') components[components.length - 1].push(piece);
    });
  }
  return components;
}

/** Recorded of AWS: what is no ARN is unreadable. What begins like one, nobody has recorded. */
function splitArn(text: string): readonly string[] | 'unreadable' | 'unknown' {
  if (!/^arn:/i.test(text)) return 'unreadable';
  const components = splitAtColons(text, COMPONENTS - 1);
  const [prefix, partition, service, , , resource] = components;
  return prefix === 'arn' && partition !== '' && service !== '' && (resource ?? '') !== '' ? components : 'unknown';
}

/** At most `cuts` cuts: the last component of an ARN may hold colons. */
function splitAtColons(text: string, cuts: number): string[] {
  const pieces = text.split(':');
  return pieces.length <= cuts ? pieces : [...pieces.slice(0, cuts), pieces.slice(cuts).join(':')];
}

export const arnOperators: ReadonlyMap<string, Operator> = new Map([
  ['ArnEquals', arnOperator(false)],
  ['ArnLike', arnOperator(false)],
  ['ArnNotEquals', arnOperator(true)],
  ['ArnNotLike', arnOperator(true)],
]);

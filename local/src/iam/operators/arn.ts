import { ANY, GlobToken, matchGlob } from '../glob';
import { bindTemplate, parseTemplate, renderText, Template, TemplatePart } from '../variables';
import { Operator } from './operator';

const COMPONENTS = 6;

// Each of the six components is compared by itself (IAM User Guide, Condition operators, ARN
// condition operators): a `*` in the account never reaches into the resource.
function arnOperator(negated: boolean): Operator {
  return {
    negated,
    read: (values, variables) => {
      const syntax = { variables, wildcards: true };
      const patterns = values.map(value => splitTemplate(parseTemplate(value, syntax)));
      if (patterns.some(pattern => pattern.length !== COMPONENTS)) return undefined;
      return {
        matches: (got, context) => {
          const components = splitArn(got);
          if (components === undefined) return undefined;
          return patterns.some(pattern => pattern.every((component, index) => {
            const tokens: readonly GlobToken[] | undefined = bindTemplate(component, context);
            return tokens !== undefined && matchGlob(tokens, components[index]);
          }));
        },
        render: context => values.map(value => renderText(value, syntax, context)),
      };
    },
  };
}

/** Splits at the colons the policy's author wrote; a colon in a variable's name or value splits nothing. */
function splitTemplate(template: Template): readonly Template[] {
  // A lone `*` stands for every ARN.
  if (template.length === 1 && template[0] === ANY) return Array.from({ length: COMPONENTS }, () => template);
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

function splitArn(text: string): readonly string[] | undefined {
  const components = splitAtColons(text, COMPONENTS - 1);
  return components.length === COMPONENTS && components[0] === 'arn' ? components : undefined;
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

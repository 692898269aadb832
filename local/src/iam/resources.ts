import type { RequestContext } from './request';
import type { TextMatcher } from './text-matcher';
import { hasVariable, literalOf, textMatcher } from './text-matcher';
import type { Template } from './variables';
import { joinTemplates, parseTemplate, renderText } from './variables';

const ARN_PARTS = 6;

/** The Resource or NotResource element, split into what depends on the request's context and what does not. */
export interface ResourceMatcher {
  readonly not: boolean;
  /** Entries without variables: the answer can be kept per resource. */
  readonly fixed: TextMatcher;
  /** Entries with variables, if there are any: the answer depends on the caller. */
  readonly bound: TextMatcher | undefined;
  /** The entries, when all are literal texts of a Resource element: the statement can be indexed by them. */
  readonly literals: readonly string[] | undefined;
  readonly render: (context: RequestContext) => readonly string[];
}

export function compileResources(resources: readonly string[], not: boolean, variables: boolean): ResourceMatcher {
  const complete = resources.map(completeArn);
  const templates = complete.map(resource => parseResource(resource, variables));
  const literals = templates.map(literalOf).filter(text => text !== undefined);
  const bound = templates.filter(hasVariable);
  return {
    not,
    fixed: textMatcher(templates.filter(template => !hasVariable(template))),
    bound: bound.length === 0 ? undefined : textMatcher(bound),
    literals: !not && literals.length === templates.length ? literals : undefined,
    render: context => complete.map(resource => renderResource(resource, variables, context)),
  };
}

/** A statement of a trust policy has no Resource: it stands for the role that carries it. */
export const everyResource: ResourceMatcher = compileResources(['*'], false, false);

// IAM User Guide, Variables and tags, Resource element: a variable only counts after the fifth colon.
function parseResource(resource: string, variables: boolean): Template {
  const start = positionAfterFifthColon(resource);
  const fixed = parseTemplate(resource.slice(0, start), { variables: false, wildcards: true });
  return joinTemplates(fixed, parseTemplate(resource.slice(start), { variables, wildcards: true }));
}

function renderResource(resource: string, variables: boolean, context: RequestContext): string {
  const start = positionAfterFifthColon(resource);
  return resource.slice(0, start) + renderText(resource.slice(start), { variables, wildcards: true }, context);
}

function positionAfterFifthColon(resource: string): number {
  let position = 0;
  for (let colon = 1; colon < ARN_PARTS; colon += 1) {
    const next = resource.indexOf(':', position);
    if (next < 0) return resource.length;
    position = next + 1;
  }
  return position;
}

// IAM User Guide, Grammar of the policy language: IAM completes an ARN of fewer than six fields with wildcards.
function completeArn(resource: string): string {
  const missing = ARN_PARTS - resource.split(':').length;
  return resource.startsWith('arn:') && missing > 0 ? resource + ':*'.repeat(missing) : resource;
}

import { NO_CONTEXT, textMatcher } from './text-matcher';
import { parseTemplate } from './variables';

/** Whether the statement covers an action, given in lower case. */
export type ActionMatcher = (lowerCaseAction: string) => boolean;

/** IAM User Guide, JSON policy elements: Action. Case-insensitive, with wildcards, without variables. */
export function compileActions(actions: readonly string[], not: boolean): ActionMatcher {
  const templates = actions.map(action => parseTemplate(action.toLowerCase(), { variables: false, wildcards: true }));
  const matches = textMatcher(templates);
  return action => matches(action, NO_CONTEXT) !== not;
}

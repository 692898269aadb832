/** A statement as rendered, references and all as text. */
export interface Statement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Principal?: string | { readonly [type: string]: string | string[] };
  readonly NotPrincipal?: unknown;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | string[] } };
}

export function statementsOf(document: any): Statement[] {
  return [document?.Statement ?? document?.statement ?? []].flat();
}

/** What a statement acts on, `*` where it says what it does not act on. */
export function actionsOf({ Action, NotAction }: Statement): string[] {
  return NotAction === undefined ? [Action ?? []].flat().map(String) : ['*'];
}

/** Merged statements (a feature flag of CDK) hold every combination of theirs; so each is looked at by itself. */
export function pairs({ Effect, Action, Resource, Condition }: Statement): string[] {
  const condition = JSON.stringify(Condition);
  return [Action ?? []].flat().flatMap((action) => [Resource ?? []].flat().map((resource) => `${Effect} ${action} ${resource} ${condition}`));
}

/** What a statement does, for errors. */
export function told(statement: Statement): string {
  return statement.NotAction === undefined ? actionsOf(statement).join(', ') : `NotAction ${[statement.NotAction].flat().join(', ')}`;
}

/** Whether a pattern with wildcards takes a text. */
export function matches(pattern: string, text: string): boolean {
  const expression = pattern.replace(/[^*?A-Za-z0-9]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}

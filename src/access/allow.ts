/** One statement that allows something: pure data, rendered into a role's policy by the grants. */
export interface Allow {
  readonly actions: string[];
  readonly resourceArns: string[];
  readonly conditions: { [operator: string]: { [key: string]: string | string[] } };
}

import type { Stack } from './stack';
import { Underway } from './underway';

/** Parameters that the stacks define, for parameters of stacks that name one of them. */
export class ParameterStore {
  private readonly underway = new Underway();

  constructor(private readonly stacks: () => readonly Stack[]) {}

  find(name: string): string | undefined {
    return this.underway.run(`the parameter ${name}`, () => {
      for (const stack of this.stacks()) {
        const found = stack.resources().find(({ type, logicalId }) => type === 'AWS::SSM::Parameter' && stack.identity(logicalId).ref === name);
        if (found !== undefined) return stack.identity(found.logicalId).attributes.Value;
      }
      return undefined;
    });
  }
}

import { AssemblyError } from './assembly-error';
import { shown } from './function-arguments';
import { Underway } from './underway';

interface Outputs {
  readonly name: string;
  output(name: string): string | undefined;
}

/** What `Fn::GetStackOutput` finds: an output of another stack, exported or not. */
export class StackOutputs {
  private readonly underway = new Underway();

  constructor(private readonly stacks: () => readonly Outputs[]) {}

  find(stack: string, output: string): string {
    return this.underway.run(`the output ${output} of stack ${stack}`, () => {
      const found = this.stacks().find(({ name }) => name === stack);
      if (found === undefined) throw new AssemblyError(`Fn::GetStackOutput: stack ${shown(stack)} does not exist: deploy it first`);
      const value = found.output(output);
      if (value === undefined) throw new AssemblyError(`Fn::GetStackOutput: stack ${stack} has no output ${shown(output)}: deploy it with that output first`);
      return value;
    });
  }
}

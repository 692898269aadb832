import { AssemblyError } from './assembly-error';
import { Underway } from './underway';

/** One exported output of a stack; its value is carried out when asked for. */
export interface Export {
  readonly stack: string;
  /** Name of the output that it is. */
  readonly output: string;
  readonly name: string;
  readonly value: () => unknown;
}

/** As CloudFormation says it. */
function missing(name: string): AssemblyError {
  const error = new AssemblyError(`No export named ${name} found: no stack exports it, deploy the one that does first`);
  error.missingExport = name;
  return error;
}

/** What the stacks of the account export to each other. */
export class Exports {
  private readonly underway = new Underway();

  constructor(private readonly all: () => readonly Export[]) {}

  find(name: string): unknown {
    return this.underway.run(`the export ${name}`, () => {
      const found = this.all().filter((one) => one.name === name);
      if (found.length === 0) throw missing(name);
      return found[0].value();
    });
  }

  /** AWS has one export of a name in an account and Region. */
  assertDistinct(): void {
    const stacks = new Map<string, string>();
    for (const { name, stack } of this.all()) {
      const other = stacks.get(name);
      if (other !== undefined) throw new AssemblyError(`stack ${stack}: the export ${name} is one of stack ${other} already: want a name of its own`, true);
      stacks.set(name, stack);
    }
  }
}

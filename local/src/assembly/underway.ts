import { AssemblyError } from './assembly-error';

/** Finds things that need themselves: a template's references are carried out on demand. */
export class Underway {
  private readonly names = new Set<string>();

  run<T>(name: string, act: () => T): T {
    if (this.names.has(name)) throw new AssemblyError(`${name} refers to itself`);
    this.names.add(name);
    try {
      return act();
    } finally {
      this.names.delete(name);
    }
  }
}

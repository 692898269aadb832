import { AssemblyError, isObject, pathsInTemplate, readAssembly, type JsonObject, type StackTemplate } from '../assembly';

/** Of `aws-cdk-lib`, as far as it is looked at: whoever uses the matcher without CDK has no need of it. */
interface Synthesizes {
  readonly synth: () => { readonly directory: string };
}
interface Construct {
  readonly node: { readonly root: object };
}
interface HoldsTemplate {
  readonly toJSON: () => unknown;
}

/** The templates of an `App`, a `Stage`, the app of a `Stack`, a `Template` of `aws-cdk-lib/assertions`, or a template itself. */
export function templatesOf(given: unknown): StackTemplate[] {
  if (isObject(given)) {
    if (synthesizes(given)) return readAssembly(given.synth().directory);
    // Stacks refer to each other's tables, roles and providers: one alone would not be proved.
    if (isConstruct(given) && synthesizes(given.node.root)) return readAssembly(given.node.root.synth().directory);
    const template = holdsTemplate(given) ? given.toJSON() : given;
    if (isTemplate(template)) return [alone(template)];
  }
  throw new AssemblyError(`toIsolateUsers: got ${kindOf(given)}, want a Template, a Stack, an App, or a template as an object with Resources`, true);
}

function alone(template: JsonObject): StackTemplate {
  return { name: 'Template', template, tags: new Map(), constructPaths: new Map(Object.entries(pathsInTemplate(template))) };
}

function synthesizes(given: object): given is Synthesizes {
  return 'synth' in given && typeof given.synth === 'function';
}

function isConstruct(given: object): given is Construct {
  return 'node' in given && isObject(given.node) && isObject(given.node.root);
}

function holdsTemplate(given: object): given is HoldsTemplate {
  return 'toJSON' in given && typeof given.toJSON === 'function';
}

function isTemplate(given: unknown): given is JsonObject {
  return isObject(given) && isObject(given.Resources);
}

function kindOf(given: unknown): string {
  return isObject(given) ? `an object with ${Object.keys(given).slice(0, 5).join(', ') || 'nothing in it'}` : String(given);
}

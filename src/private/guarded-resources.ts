import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

interface Guarded {
  readonly construct: IConstruct;
  readonly arn: string;
}

/** Tables and buckets that users reach, by the root of their tree. */
const GUARDED = new WeakMap<IConstruct, Guarded[]>();

export function guard(construct: IConstruct, arn: string): void {
  const { root } = construct.node;
  GUARDED.set(root, [...GUARDED.get(root) ?? [], { construct, arn }]);
}

/** ARNs of all guarded resources as they render in the stack of `scope`, as parts of a JSON text. */
export function guardedArns(scope: IConstruct): string[] {
  const stack = Stack.of(scope);
  return (GUARDED.get(scope.node.root) ?? []).map(({ arn }) => {
    const text = JSON.stringify(stack.resolve(arn));
    return text.startsWith('"') ? text.slice(1, -1) : text;
  });
}

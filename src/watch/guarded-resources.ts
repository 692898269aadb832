import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Registry } from '../grants/registry';

/** Tells of a rendered resource, as JSON text, whether it names a guarded one: by reference, as seen from `scope`, or by its physical name. */
export function guardedIn(scope: IConstruct): (resource: string) => boolean {
  const stack = Stack.of(scope);
  const guarded = Registry.of(scope).resources.flatMap(({ standings }) => standings);
  const arns = guarded.map(({ arn }) => {
    const text = JSON.stringify(stack.resolve(arn));
    return text.startsWith('"') ? text.slice(1, -1) : text;
  });
  const names = guarded.flatMap(({ construct }) => physicalName(construct) ?? []);
  return (resource) => arns.some((arn) => resource.includes(arn)) || names.some((name) => isNamed(name, resource));
}

/** The name as ARNs have it, where the app fixes one. */
function physicalName(construct: IConstruct): string | undefined {
  const { tableName, bucketName } = (construct.node.defaultChild ?? construct) as { tableName?: unknown; bucketName?: unknown };
  const literal = (name: unknown): name is string => typeof name === 'string' && !Token.isUnresolved(name);
  if (literal(tableName)) return `table/${tableName}`;
  return literal(bucketName) ? `:::${bucketName}` : undefined;
}

/** Another resource may have a name that begins so. */
function isNamed(name: string, resource: string): boolean {
  const start = resource.indexOf(name);
  return start >= 0 && !/[A-Za-z0-9_.-]/.test(resource.charAt(start + name.length));
}

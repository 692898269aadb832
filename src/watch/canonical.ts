import type { CfnResource, IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext } from 'aws-cdk-lib';
import { CfnElement, DefaultTokenResolver, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Stands for what cannot be read before deployment. */
export const UNREADABLE = '\u0000?\u0000\u0000';

/** Stands for a resource: the same text in whatever stack and by whatever intrinsic it is referred to. */
export function mark({ node: { path } }: IConstruct, attribute: string): string {
  return `\u0000${path}\u0000${attribute}\u0000`;
}

/** Names references after what they refer to, where a template has a logical id, an export or a parameter. */
class Canonical extends DefaultTokenResolver {
  constructor() {
    super(TEXTS);
  }

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (Reference.isReference(token) && CfnElement.isCfnElement(token.target)) return referenceText(token.target, token.displayName);
    const resolved = super.resolveToken(token, context, postProcessor);
    const name = resolved?.Ref;
    return typeof name === 'string' && name.startsWith('AWS::') ? pseudo(name) : resolved;
  }
}

const TEXTS: IFragmentConcatenator = { join: (left: unknown, right: unknown) => [left, right].filter((part) => part !== undefined).map(textOf).join('') };

/**
 * A resource as it will be deployed (Aspects, feature flags and overrides have done their work), all values as text:
 * references by what they refer to, in every stack and stage alike.
 */
export function canonical(resource: CfnResource): { readonly [property: string]: any } {
  const fragment = Tokenization.resolve((resource as any)._toCloudFormation(), { scope: resource, resolver: new Canonical(), preparing: false });
  const [{ Properties = {} }] = Object.values<any>(fragment.Resources);
  return plain(Properties, Stack.of(resource));
}

/** One property, before the whole resource is worth it. */
export function canonicalValue(scope: IConstruct, value: unknown): any {
  return plain(Tokenization.resolve(value, { scope, resolver: new Canonical(), preparing: false }), Stack.of(scope));
}

/** Replaces intrinsic functions that are written as such, in raw resources, overrides and included templates. */
function plain(value: any, stack: Stack): any {
  if (Array.isArray(value)) return value.map((item) => plain(item, stack));
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument], ...others] = [...Object.entries<any>(value), ['', undefined]];
  if (others.length === 1) {
    switch (name) {
      case 'Ref': return named(stack, argument, 'Ref');
      case 'Fn::GetAtt': return getAtt(stack, [argument].flat());
      case 'Fn::Join': return joined(argument, stack);
      case 'Fn::Sub': return substituted(argument, stack);
    }
    if (name.startsWith('Fn::')) return UNREADABLE;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, stack)]));
}

function joined([separator, parts]: [string, unknown], stack: Stack): string {
  const texts = plain(parts, stack);
  return Array.isArray(texts) ? texts.map(textOf).join(separator) : UNREADABLE;
}

function substituted(argument: string | [string, { [name: string]: unknown }], stack: Stack): string {
  const [template, values] = Array.isArray(argument) ? argument : [argument, {} as { [name: string]: unknown }];
  return template.replace(/\$\{(!?)([^}]*)\}/g, (_: string, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    if (name in values) return textOf(plain(values[name], stack));
    return name.includes('.') ? getAtt(stack, name.split('.')) : named(stack, name, 'Ref');
  });
}

function getAtt(stack: Stack, [logicalId, ...attribute]: string[]): string {
  return named(stack, logicalId, attribute.join('.'));
}

function named(stack: Stack, logicalId: string, attribute: string): string {
  if (logicalId.startsWith('AWS::')) return pseudo(logicalId);
  const element = stack.node.findAll().find((node): node is CfnElement => (
    CfnElement.isCfnElement(node) && node.stack === stack && stack.resolve(node.logicalId) === logicalId
  ));
  return element === undefined ? UNREADABLE : referenceText(element, attribute);
}

function referenceText(target: IConstruct, attribute: string): string {
  return 'cfnResourceType' in target ? mark(target, attribute) : UNREADABLE;
}

/** Without colons, which part an ARN. */
function pseudo(parameter: string): string {
  return `<${parameter.replace('::', '.')}>`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : UNREADABLE;
}

import type { IPostProcessor, IResolvable, IResolveContext } from 'aws-cdk-lib';
import { DefaultTokenResolver, Reference, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Leaves references to other resources as they are. */
class KeepReferences extends DefaultTokenResolver {
  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    return Reference.isReference(token) ? token : super.resolveToken(token, context, postProcessor);
  }
}

/**
 * What an L1's property says so far: lazy values are produced, but references stay references. A
 * rendered `Ref` would be right in the resource's own stack only, and roles may live in another one.
 */
export function declared(resource: IConstruct, property: unknown): any {
  return Tokenization.resolve(property, { scope: resource, resolver: new KeepReferences(new StringConcat()), preparing: false });
}

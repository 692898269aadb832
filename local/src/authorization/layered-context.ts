import type { ContextValue, RequestContext } from '../iam';

/** Condition keys over others, which count where the upper ones say nothing: what many requests share is not copied into each. */
export function layered(upper: RequestContext, lower: RequestContext): RequestContext {
  return new LayeredContext(upper, lower);
}

/** What a request adds to what is known of its sender; of a context without layers, all. */
export function ownKeys(context: RequestContext): RequestContext {
  return context instanceof LayeredContext ? context.upper : context;
}

class LayeredContext implements RequestContext {
  constructor(readonly upper: RequestContext, private readonly lower: RequestContext) {}

  get(key: string): ContextValue | undefined {
    return this.upper.get(key) ?? this.lower.get(key);
  }

  has(key: string): boolean {
    return this.upper.has(key) || this.lower.has(key);
  }

  [Symbol.iterator](): Iterator<readonly [key: string, value: ContextValue]> {
    return [...[...this.lower].filter(([key]) => !this.upper.has(key)), ...this.upper][Symbol.iterator]();
  }
}

import type { AttributeValue, Attributes } from '../values/attribute-value';
import { member } from '../values/attribute-value';

/** What a request's expressions call `#name` and `:value`, and which of them they used. */
export class Placeholders {
  /** The request has none. */
  readonly areNone: boolean;
  private readonly unusedNames: Set<string>;
  private readonly unusedValues: Set<string>;

  constructor(private readonly names: Readonly<Record<string, string>> = {}, private readonly values: Attributes = {}) {
    this.unusedNames = new Set(Object.keys(names));
    this.unusedValues = new Set(Object.keys(values));
    this.areNone = this.unusedNames.size === 0 && this.unusedValues.size === 0;
  }

  name(placeholder: string): string | undefined {
    this.unusedNames.delete(placeholder);
    return Object.hasOwn(this.names, placeholder) ? this.names[placeholder] : undefined;
  }

  value(placeholder: string): AttributeValue | undefined {
    this.unusedValues.delete(placeholder);
    return member(this.values, placeholder);
  }

  /** DynamoDB's message where one was not used. */
  unused(): string | undefined {
    return unusedIn('ExpressionAttributeNames', this.unusedNames) ?? unusedIn('ExpressionAttributeValues', this.unusedValues);
  }
}

function unusedIn(parameter: string, placeholders: ReadonlySet<string>): string | undefined {
  return placeholders.size === 0 ? undefined : `Value provided in ${parameter} unused in expressions: keys: {${[...placeholders].join(', ')}}`;
}

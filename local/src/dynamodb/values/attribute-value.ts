/** An attribute value as on the wire: one member, named after its type. */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** S, N, B, BOOL, NULL, SS, NS, BS, L or M. */
export function typeOf(value: AttributeValue): string {
  for (const type in value) return type;
  throw new Error('an attribute value has no type');
}

/** What a set of this type holds. */
export const MEMBER_TYPES: ReadonlyMap<string, string> = new Map([['SS', 'S'], ['NS', 'N'], ['BS', 'B']]);

/** The member of an item or map of that name, and nothing that a prototype has. */
export function member(attributes: Attributes, name: string): AttributeValue | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

import type { ConsumedCapacity, HasCapacity } from '../capacity';

/** What the actions of a batch consumed, table by table, where it was asked for. */
export function batchCapacity(actions: readonly HasCapacity[], asked = 'NONE'): { readonly ConsumedCapacity?: readonly ConsumedCapacity[] } {
  if (asked === 'NONE') return {};
  const units = new Map<string, number>();
  for (const { ConsumedCapacity } of actions) {
    const { TableName, CapacityUnits } = ConsumedCapacity!;
    units.set(TableName, (units.get(TableName) ?? 0) + CapacityUnits);
  }
  return {
    ConsumedCapacity: [...units].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits, ...(asked === 'INDEXES' && { Table: { CapacityUnits } }) })),
  };
}

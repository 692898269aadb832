/** The parameter's default is NONE (DynamoDB API Reference, GetItem). */
export function returnConsumedCapacityOf(data: { readonly ReturnConsumedCapacity?: string }): string {
  return data.ReturnConsumedCapacity ?? 'NONE';
}

import { validationError } from '../../dynamodb/errors';
import type { Comparisons, ItemParameters, Operand, Operation } from '../../dynamodb/request/parsed';
import type { Tables } from '../../dynamodb/table';

/*
 * Where dynalite would answer wrongly or ignore a parameter, the request is refused instead.
 */

const refuse = (what: string): never => {
  throw validationError(`the local cloud does not support ${what}`);
};

const COMPARES_WHOLE: ReadonlySet<string> = new Set(['=', '<>', 'in']);

const isDocument = (operand: object): boolean => 'L' in operand || 'M' in operand;

/** dynalite compares lists and maps by identity. */
function refuseDocuments(operand: Operand): void {
  if (Array.isArray(operand) || !('args' in operand)) return;
  const { type, args } = operand as Operation;
  if (COMPARES_WHOLE.has(type) && args.some((arg) => !Array.isArray(arg) && isDocument(arg))) refuse('comparing whole lists or maps');
  args.forEach(refuseDocuments);
}

function refuseLegacy(conditions: Comparisons | undefined, data: ItemParameters): void {
  const all = Object.values(conditions ?? {});
  // dynalite lets the first condition decide.
  if (data.ConditionalOperator === 'OR' && all.length > 1) refuse('ConditionalOperator OR; use an expression');
  if (all.some(({ Value, AttributeValueList = [] }) => [Value ?? {}, ...AttributeValueList].some(isDocument))) refuse('comparing whole lists or maps');
}

/** AWS answers with metrics only for tables that have item collections, which are those with a local secondary index. */
function refuseMetrics(data: ItemParameters & { readonly RequestItems?: object }, tables: Tables): void {
  const names = data.RequestItems ? Object.keys(data.RequestItems) : [data.TableName];
  const collections = names.some((name) => tables.get(name)?.localSecondaryIndexes?.length);
  if (data.ReturnItemCollectionMetrics === 'SIZE' && collections) refuse('ReturnItemCollectionMetrics');
}

export function refuseUnsupported(data: ItemParameters, tables: Tables): void {
  [data._condition, data._filter].forEach((condition) => condition && refuseDocuments(condition.expression));
  [data.Expected, data.QueryFilter, data.ScanFilter].forEach((conditions) => refuseLegacy(conditions, data));
  refuseMetrics(data, tables);
}

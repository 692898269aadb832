import type { Answer } from '../dynamodb-engine';

type Kind = 'ReadCapacityUnits' | 'WriteCapacityUnits';

interface Consumed {
  readonly TableName: string;
  readonly CapacityUnits: number;
}

/** "DynamoDB performs two underlying reads or writes of every item in the transaction" (Developer Guide, Transactions: How it works). */
const TIMES = 2;

function ofTable(TableName: string, consumed: readonly Consumed[], kind: Kind, asked: string): object {
  const units = TIMES * consumed.reduce((sum, one) => one.TableName === TableName ? sum + one.CapacityUnits : sum, 0);
  const counts = { CapacityUnits: units, [kind]: units };
  return { TableName, ...counts, ...(asked === 'INDEXES' && { Table: counts }) };
}

/** The member ConsumedCapacity of an answer, table by table, where it was asked for. */
export function consumedCapacity(answers: readonly Answer[], kind: Kind, asked = 'NONE'): { readonly ConsumedCapacity?: object[] } {
  if (asked === 'NONE') return {};
  const consumed = answers.map((answer) => answer.ConsumedCapacity as Consumed);
  const names = [...new Set(consumed.map(({ TableName }) => TableName))];
  return { ConsumedCapacity: names.map((name) => ofTable(name, consumed, kind, asked)) };
}

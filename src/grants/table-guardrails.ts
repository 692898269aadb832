import { AspectPriority, Aspects, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { denyOn, roleRecord } from './grant';
import { entry, type OwnedTable, type RoleRecord } from './registry';
import { guardedTableArns, tableGuardrails, type Deny } from '../access/guardrails';

/** A statement that is longer than a managed policy could not be moved into one: tables beyond this many ARNs get a pair of their own. */
const MAX_ARNS = 30;

/** Before CDK moves what is too long for inline policies into managed ones. */
const PRIORITY = AspectPriority.MUTATING - 100;

/**
 * Puts the guardrails of tables on a role, once everything is granted: an index that is shared later is left
 * out, and tables with the same user key share one pair of statements.
 */
export function guardTables(role: iam.IRole): void {
  const record = roleRecord(role);
  if (record.guarded) return;
  record.guarded = true;
  let done = false;
  Aspects.of(role).add({
    visit: (node) => {
      if (node !== role || done) return;
      done = true;
      for (const { table, denies } of guardrails(record)) denies.forEach((deny) => denyOn(role, table, deny));
    },
  }, { priority: PRIORITY });
}

interface Guardrails {
  /** The construct whose stack they belong into. */
  readonly table: IConstruct;
  readonly denies: Deny[];
}

/** The guardrails of all tables in which a role's users own items: one pair for tables of one stack with the same user key. */
function guardrails({ ownedTables, sharedIndexes }: RoleRecord): Guardrails[] {
  const groups = new Map<string, { readonly owned: OwnedTable; readonly arns: string[][] }>();
  for (const [id, owned] of ownedTables) {
    const key = JSON.stringify([Stack.of(owned.table.table).node.path, owned.userKey, owned.keySuffix]);
    entry(groups, key, () => ({ owned, arns: [] })).arns.push(guardedArns(owned, [...sharedIndexes.get(id)?.keys() ?? []]));
  }
  return [...groups.values()].map(({ owned: { table: { table }, userKey, keySuffix }, arns }) => (
    { table, denies: packed(arns).flatMap((some) => tableGuardrails(some, userKey, keySuffix)) }
  ));
}

function guardedArns({ table, indexes }: OwnedTable, shared: readonly string[]): string[] {
  const known = [...new Set([...table.indexNames(), ...indexes])];
  return table.regionalArns().flatMap((arn) => guardedTableArns(arn, known, shared));
}

/** Lists joined as long as they fit one statement. */
function packed(lists: readonly string[][]): string[][] {
  return lists.reduce<string[][]>((all, list) => {
    const last = all.at(-1);
    if (last === undefined || last.length + list.length > MAX_ARNS) return [...all, list];
    return [...all.slice(0, -1), [...last, ...list]];
  }, []);
}

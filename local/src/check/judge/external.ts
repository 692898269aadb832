import { bucketWildcards, means, queueWildcards, tableWildcards } from './wildcards';
import type { Table } from '../../dynamodb';
import type { Model, ModelBucket, ModelQueue, ModelTable, ReadPolicy } from '../reading/model';
import type { UserClass } from '../users/user-class';

const PLACE_OUTSIDE = { stack: '', logicalId: '' };

/**
 * Tables that the users' policies name and the templates do not have: their partition attribute is the first that the policies list.
 * Where a wildcard means none of those that are known, one stands for all that it means.
 */
export function externalTables(classes: readonly UserClass[], { tables, environment }: Model): ModelTable[] {
  const known = new Set(tables.map(({ table }) => table.arn));
  const found = new Map<string, ModelTable>();
  for (const { policy, text } of namedResources(classes)) {
    const arn = /^arn:[^:]+:dynamodb:[^:*]*:[^:*]*:table\/[\w.-]+/.exec(text)?.[0];
    if (arn === undefined || known.has(arn) || found.has(arn) || text.slice(arn.length).startsWith('*')) continue;
    const name = arn.slice(arn.indexOf('/') + 1);
    found.set(arn, { ...PLACE_OUTSIDE, path: name, table: tableNamed(name, arn, policy) });
  }
  for (const { policy, text, example, means: meansTable } of tableWildcards(classes, environment)) {
    if ([...known, ...found.keys()].some(meansTable)) continue;
    found.set(example, { ...PLACE_OUTSIDE, path: text, table: tableNamed(example.slice(example.indexOf('/') + 1), example, policy) });
  }
  const texts = namedResources(classes).map(({ text }) => text);
  return [...found.values()].map((one) => ({ ...one, table: withIndexes(one.table, texts) }));
}

/** With the indexes that policies mean; by the partition attribute of the table, since nobody knows another. */
function withIndexes(table: Table, texts: readonly string[]): Table {
  const named = texts.flatMap((text) => {
    const name = text.startsWith(`${table.arn}/index/`) ? text.slice(`${table.arn}/index/`.length) : '';
    return name !== '' && !/[*?]/.test(name) ? [name] : means(text, `${table.arn}/index/any`) ? ['any'] : [];
  });
  const indexes = [...new Set(named)].map((IndexName) => ({ IndexName, KeySchema: table.keySchema, Projection: { ProjectionType: 'ALL' as const } }));
  return indexes.length === 0 ? table : { ...table, globalSecondaryIndexes: indexes };
}

function tableNamed(name: string, arn: string, policy: ReadPolicy): Table {
  const attribute = policy.policy.statements.flatMap(({ conditions }) => conditions.filter(({ lookup }) => lookup === 'dynamodb:attributes').flatMap(({ values }) => values))
    .find((one) => !/[*?]/.test(one)) ?? 'id';
  return {
    name, arn, attributeDefinitions: [{ AttributeName: attribute, AttributeType: 'S' }], keySchema: [{ AttributeName: attribute, KeyType: 'HASH' }],
  };
}

/** Buckets that the users' policies name and the templates do not have; where a wildcard means none of those, one that it means. */
export function externalBuckets(classes: readonly UserClass[], { buckets, environment }: Model): ModelBucket[] {
  const known = new Set(buckets.map(({ arn }) => arn));
  const found = new Map<string, ModelBucket>();
  for (const { text } of namedResources(classes)) {
    const arn = /^arn:[^:]+:s3:::[a-z0-9.-]+(?=\/|$)/i.exec(text)?.[0];
    if (arn === undefined || known.has(arn) || found.has(arn)) continue;
    const name = arn.slice(arn.indexOf(':::') + 3);
    found.set(arn, { ...PLACE_OUTSIDE, path: name, name, arn, policies: [] });
  }
  for (const { text, example, means: meansBucket } of bucketWildcards(classes, environment)) {
    if ([...known, ...found.keys()].some(meansBucket)) continue;
    found.set(example, { ...PLACE_OUTSIDE, path: text, name: example.slice(example.indexOf(':::') + 3), arn: example, policies: [] });
  }
  return [...found.values()];
}

/** Queues that the users' policies name and the templates do not have; where a wildcard means none of those, one that it means. */
export function externalQueues(classes: readonly UserClass[], { queues, environment }: Model): ModelQueue[] {
  const known = new Set(queues.map(({ arn }) => arn));
  const found = new Map<string, ModelQueue>();
  for (const { text } of namedResources(classes)) {
    if (!/^arn:[^:]+:sqs:[^:*?]*:[^:*?]*:[\w-]+(?:\.fifo)?$/.test(text) || known.has(text)) continue;
    found.set(text, { ...PLACE_OUTSIDE, path: text.slice(text.lastIndexOf(':') + 1), arn: text, policies: [] });
  }
  for (const { text, example, means: meansQueue } of queueWildcards(classes, environment)) {
    if ([...known, ...found.keys()].some(meansQueue)) continue;
    found.set(example, { ...PLACE_OUTSIDE, path: text, arn: example, policies: [] });
  }
  return [...found.values()];
}

function namedResources(classes: readonly UserClass[]): { readonly policy: ReadPolicy; readonly text: string }[] {
  return classes.flatMap(({ role }) => role.policies.flatMap((policy) => policy.statements.flatMap(({ source }) =>
    (source.Effect === 'Allow' ? [source.Resource ?? []].flat() : []).filter((one): one is string => typeof one === 'string').map((text) => ({ policy, text })))));
}

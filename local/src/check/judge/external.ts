import { isAbout } from './is-about';
import type { Places } from './places';
import { bucketWildcards, means, queueWildcards, tableWildcards } from './wildcards';
import type { Table } from '../../dynamodb';
import type { Model, ModelBucket, ModelQueue, ModelTable } from '../reading/model';
import type { UserClass } from '../users/user-class';

const PLACE_OUTSIDE = { stack: '', logicalId: '' };

/**
 * Tables that the users' policies name and the templates do not have, once for each attribute that may be their partition key. Where a
 * wildcard means none of those that are known, one stands for all that it means.
 */
export function externalTables(classes: readonly UserClass[], { tables }: Model, places: Places): ModelTable[] {
  const known = new Set(tables.map(({ table }) => table.arn));
  const texts = namedResources(classes);
  const found = new Map<string, string>();
  for (const text of texts) {
    const arn = /^arn:[^:]+:dynamodb:[^:*]*:[^:*]*:table\/[\w.-]+/.exec(text)?.[0];
    if (arn === undefined || known.has(arn) || found.has(arn) || text.slice(arn.length).startsWith('*')) continue;
    found.set(arn, arn.slice(arn.indexOf('/') + 1));
  }
  const policies = new Map(tables.map(({ table, policy }) => [table.arn, policy === undefined ? [] : [policy]]));
  for (const { text, example, standsFor } of tableWildcards(classes, places, policies)) {
    if (![...known, ...found.keys()].some(standsFor)) found.set(example, text);
  }
  return [...found].flatMap(([arn, path]) => partitionKeys(arn, classes)
    .map((key) => ({ ...PLACE_OUTSIDE, path, table: withIndexes(tableNamed(arn, key), texts) })));
}

/**
 * What must be named to be allowed, the partition key is among, or nothing is allowed; what must not be, it may be none of. Others are
 * alike.
 */
function partitionKeys(arn: string, classes: readonly UserClass[]): string[] {
  const conditions = classes.flatMap(({ role }) => role.policies).flatMap(({ policy }) => policy.statements)
    .filter(({ resources }) => isAbout(resources, arn))
    .flatMap(({ effect, conditions: all }) => all.filter(({ lookup, operator }) => lookup === 'dynamodb:attributes' && operator !== 'Null').map(({ negated, values }) => ({
      names: values.map((one) => one.replace(/[*]/g, '').replace(/[?]/g, 'x')).filter((one) => one !== ''),
      isAsked: effect === 'Allow' && !negated,
    })));
  const lists = conditions.filter(({ names, isAsked }) => isAsked && names.length > 0).map(({ names }) => names);
  const common = lists[0]?.find((one) => lists.every((list) => list.includes(one)));
  const named = common === undefined ? lists.map(([first]) => first) : [common];
  const isOpen = named.length === 0 || conditions.some(({ isAsked }) => !isAsked);
  const unnamed = USUAL_KEYS.find((one) => conditions.every(({ names }) => !names.includes(one)));
  return [...new Set([...named, ...isOpen && unnamed !== undefined ? [unnamed] : []])];
}

/** The last of them nobody lists. */
const USUAL_KEYS = ['id', 'key', 'pk', 'keyInNoList'];

/** With the indexes that policies mean; by the partition attribute of the table, since nobody knows another. */
function withIndexes(table: Table, texts: readonly string[]): Table {
  const named = texts.flatMap((text) => {
    const name = text.startsWith(`${table.arn}/index/`) ? text.slice(`${table.arn}/index/`.length) : '';
    return name !== '' && !/[*?]/.test(name) ? [name] : means(text, `${table.arn}/index/any`) ? ['any'] : [];
  });
  const indexes = [...new Set(named)].map((IndexName) => ({ IndexName, KeySchema: table.keySchema, Projection: { ProjectionType: 'ALL' as const } }));
  return indexes.length === 0 ? table : { ...table, globalSecondaryIndexes: indexes };
}

function tableNamed(arn: string, AttributeName: string): Table {
  return { name: arn.slice(arn.indexOf('/') + 1), arn, attributeDefinitions: [{ AttributeName, AttributeType: 'S' }], keySchema: [{ AttributeName, KeyType: 'HASH' }] };
}

/** Buckets that the users' policies name and the templates do not have; where a wildcard means none of those, one that it means. */
export function externalBuckets(classes: readonly UserClass[], { buckets }: Model, places: Places): ModelBucket[] {
  const known = new Set(buckets.map(({ arn }) => arn));
  const found = new Map<string, ModelBucket>();
  for (const text of namedResources(classes)) {
    const arn = /^arn:[^:]+:s3:::[a-z0-9.-]+(?=\/|$)/i.exec(text)?.[0];
    if (arn === undefined || known.has(arn) || found.has(arn)) continue;
    const name = arn.slice(arn.indexOf(':::') + 3);
    found.set(arn, { ...PLACE_OUTSIDE, path: name, name, arn, policies: [] });
  }
  for (const { text, example, standsFor } of bucketWildcards(classes, places, new Map(buckets.map(({ arn, policies }) => [arn, policies])))) {
    if ([...known, ...found.keys()].some(standsFor)) continue;
    found.set(example, { ...PLACE_OUTSIDE, path: text, name: example.slice(example.indexOf(':::') + 3), arn: example, policies: [] });
  }
  return [...found.values()];
}

/** Queues that the users' policies name and the templates do not have; where a wildcard means none of those, one that it means. */
export function externalQueues(classes: readonly UserClass[], { queues }: Model, places: Places): ModelQueue[] {
  const known = new Set(queues.map(({ arn }) => arn));
  const found = new Map<string, ModelQueue>();
  for (const text of namedResources(classes)) {
    if (!/^arn:[^:]+:sqs:[^:*?]*:[^:*?]*:[\w-]+(?:\.fifo)?$/.test(text) || known.has(text)) continue;
    found.set(text, { ...PLACE_OUTSIDE, path: text.slice(text.lastIndexOf(':') + 1), arn: text, policies: [] });
  }
  for (const { text, example, standsFor } of queueWildcards(classes, places, new Map(queues.map(({ arn, policies }) => [arn, policies])))) {
    if ([...known, ...found.keys()].some(standsFor)) continue;
    found.set(example, { ...PLACE_OUTSIDE, path: text, arn: example, policies: [] });
  }
  return [...found.values()];
}

function namedResources(classes: readonly UserClass[]): string[] {
  return classes.flatMap(({ role }) => role.policies.flatMap(({ statements }) => statements.flatMap(({ source }) =>
    (source.Effect === 'Allow' ? [source.Resource ?? []].flat() : []).filter((one): one is string => typeof one === 'string'))));
}

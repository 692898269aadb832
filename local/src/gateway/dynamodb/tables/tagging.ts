import { changeTable } from './change-table';
import { notFound, tableNow, type TableScope } from './table-scope';
import { DynamoDbError, MAX_TAGS, tableArn, type TaggingParameters } from '../../../dynamodb';
import type { Answer } from '../../../engines/dynamodb/dynamodb-engine';

type Tags = ReadonlyMap<string, string>;

/** All at once: a table has no more of them than a page. */
export function listTagsOfResource({ ResourceArn }: TaggingParameters, scope: TableScope): Answer {
  return { Tags: listOf(tagsOf(ResourceArn, scope)) };
}

export async function tagResource({ ResourceArn, Tags = [] }: TaggingParameters, scope: TableScope): Promise<Answer> {
  const tags = new Map([...tagsOf(ResourceArn, scope), ...Tags.map(({ Key, Value }) => [Key, Value] as const)]);
  if (tags.size > MAX_TAGS) throw new DynamoDbError('ValidationException', `One or more parameter values were invalid: Too many tags: at most ${MAX_TAGS}`);
  return setTags(ResourceArn, tags, scope);
}

export async function untagResource({ ResourceArn, TagKeys = [] }: TaggingParameters, scope: TableScope): Promise<Answer> {
  return setTags(ResourceArn, new Map([...tagsOf(ResourceArn, scope)].filter(([key]) => !TagKeys.includes(key))), scope);
}

async function setTags(table: string, tags: Tags, scope: TableScope): Promise<Answer> {
  await changeTable(table, scope, (properties) => ({ ...properties, Tags: listOf(tags) }));
  return {};
}

function tagsOf(table: string, scope: TableScope): Tags {
  const found = tableNow(table, scope);
  if (found === undefined) throw notFound(`ResourcArn: ${tableArn(table, new Map(), scope.location)} not found`);
  return found.tags ?? new Map();
}

function listOf(tags: Tags): { Key: string; Value: string }[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

export function tagMembers(tags: Iterable<readonly [key: string, value: string]>): object {
  return { member: [...tags].map(([Key, Value]) => ({ Key, Value })) };
}

import { AssemblyError } from '../assembly';
import type { Model, Sharing } from './reading/model';

/** `read:Scores/index/ByTopScore`, `read:Avatars/public/`: what is shared on purpose, by logical id, construct path, name or ARN. */
export function allowedSharings(allow: readonly string[], model: Model): Sharing[] {
  return allow.map((text) => {
    const [, access, named] = /^(read|write):(.+)$/s.exec(text) ?? [];
    if (named === undefined) throw new AssemblyError(`--allow: got ${JSON.stringify(text)}, want read:<resource> or write:<resource>`, true);
    return { access: access as Sharing['access'], resource: named.startsWith('arn:') ? named : arnOf(named, model) };
  });
}

/** The longest name that it begins with; what follows is a part of the resource: an index, a folder. */
function arnOf(named: string, { tables, buckets, queues }: Model): string {
  const all = [
    ...tables.map(({ table, ...place }) => ({ ...place, name: table.name, arn: table.arn })),
    ...buckets, ...queues.map((queue) => ({ ...queue, name: queue.arn.slice(queue.arn.lastIndexOf(':') + 1) })),
  ];
  const found = all.flatMap(({ logicalId, path, name, arn }) => [logicalId, path, name].filter((one) => one !== '' && (named === one || named.startsWith(`${one}/`))).map((one) => ({ one, arn })))
    .sort((a, b) => b.one.length - a.one.length)[0];
  if (found === undefined) {
    throw new AssemblyError(`--allow: got ${JSON.stringify(named)}, want one of ${all.map(({ logicalId }) => logicalId).join(', ') || 'the resources'}, or an ARN`, true);
  }
  return found.arn + named.slice(found.one.length);
}

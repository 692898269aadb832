import { AssemblyError } from '../assembly';
import type { Model, Place, Sharing } from './reading/model';

/** `read:Scores/index/ByTopScore`, `read:Avatars/public/`: what is shared on purpose, by logical id, construct path, name or ARN; of this model alone. */
export function knownSharings(allow: readonly string[], model: Model): Sharing[] {
  return allow.flatMap((text) => {
    const { access, named } = parsed(text);
    return arnsOf(named, model).map((resource) => ({ access, resource }));
  });
}

/** Throws for what none of the models has. */
export function assertNamed(allow: readonly string[], models: readonly Model[]): void {
  for (const { named } of allow.map(parsed)) {
    if (models.some((model) => arnsOf(named, model).length > 0)) continue;
    const known = models.flatMap(namesOf).map(({ logicalId }) => logicalId);
    throw new AssemblyError(`--allow: got ${JSON.stringify(named)}, want one of ${known.join(', ') || 'the resources'}, or an ARN`, true);
  }
}

function parsed(text: string): { readonly access: Sharing['access']; readonly named: string } {
  const [, access, named] = /^(read|write):(.+)$/s.exec(text) ?? [];
  if (named === undefined) throw new AssemblyError(`--allow: got ${JSON.stringify(text)}, want read:<resource> or write:<resource>`, true);
  return { access: access as Sharing['access'], named };
}

function namesOf({ tables, buckets, queues }: Model): (Place & { readonly name: string; readonly arn: string })[] {
  return [
    ...tables.map(({ table, ...place }) => ({ ...place, name: table.name, arn: table.arn })),
    ...buckets, ...queues.map((queue) => ({ ...queue, name: queue.arn.slice(queue.arn.lastIndexOf(':') + 1) })),
  ];
}

/** The longest name that it begins with, in each Region; what follows is a part of the resource: an index, a folder. */
function arnsOf(named: string, model: Model): string[] {
  if (named.startsWith('arn:')) return [named];
  const found = namesOf(model).flatMap(({ logicalId, path, name, arn }) => [logicalId, path, name].filter((one) => one !== '' && (named === one || named.startsWith(`${one}/`))).map((one) => ({ one, arn })))
    .sort((a, b) => b.one.length - a.one.length);
  const longest = found.filter(({ one }) => one === found[0].one);
  const regions = new Map(longest.map(({ arn }) => [arn.split(':')[3], arn] as const).reverse());
  return [...regions.values()].map((arn) => arn + named.slice(found[0].one.length));
}

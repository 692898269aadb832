import type { StackTemplate } from '../assembly';
import { externalBuckets, externalTables } from './judge/external';
import { judgeBucket } from './judge/judge-bucket';
import { judgeOutside, type Outside } from './judge/judge-outside';
import { judgeQueue } from './judge/judge-queue';
import { judgeTable } from './judge/judge-table';
import type { Reach } from './judge/reach';
import type { Model, Sharing } from './reading/model';
import { readModel } from './reading/read-model';
import { findEntrances, type Entrance } from './users/find-users';
import type { UserClass } from './users/user-class';

/** All that the rules look at. */
export interface Analysis {
  readonly model: Model;
  readonly entrances: readonly Entrance[];
  readonly classes: readonly UserClass[];
  readonly reaches: readonly Reach[];
  readonly outside: readonly Outside[];
}

/** What every user of a web identity comes by, worked out from templates. Throws `AssemblyError` for what is no template. */
export function analyse(templates: readonly StackTemplate[], allowed: (model: Model) => readonly Sharing[] = () => []): Analysis {
  const model = readModel(templates);
  const { environment } = model;
  const sharings = [...model.sharings, ...allowed(model)];
  const entrances = findEntrances(model);
  const classes = entrances.filter(({ isForUsers }) => isForUsers).flatMap(({ users, guests }) => [users, guests].filter((one) => one !== undefined));
  return {
    model,
    entrances,
    classes,
    reaches: [
      ...[...model.tables, ...externalTables(classes, model)].flatMap((table) => judgeTable(table, classes, environment, sharings)),
      ...[...model.buckets, ...externalBuckets(classes, model)].flatMap((bucket) => judgeBucket(bucket, classes, environment, sharings)),
      ...model.queues.flatMap((queue) => judgeQueue(queue, classes, environment)),
    ],
    outside: classes.flatMap((users) => judgeOutside(users, environment)),
  };
}

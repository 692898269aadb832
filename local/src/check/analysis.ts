import { externalBuckets, externalQueues, externalTables } from './judge/external';
import { judgeBucket } from './judge/judge-bucket';
import { judgeOutside, type Outside } from './judge/judge-outside';
import { judgeQueue } from './judge/judge-queue';
import { judgeTable } from './judge/judge-table';
import type { Reach } from './judge/reach';
import type { Model, Sharing } from './reading/model';
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

/**
 * What every user of a web identity comes by, worked out from what templates say; `elsewhere` are the attributes that the policies
 * of other templates speak of, where they are compared with these.
 */
export function analyse(model: Model, allowed: readonly Sharing[] = [], elsewhere: readonly string[] = []): Analysis {
  const { environment } = model;
  const sharings = [...model.sharings, ...allowed];
  const entrances = findEntrances(model);
  const classes = entrances.filter(({ isForUsers }) => isForUsers).flatMap(({ users, guests }) => [users, guests].filter((one) => one !== undefined));
  return {
    model,
    entrances,
    classes,
    reaches: [
      ...[...model.tables, ...externalTables(classes, model)].flatMap((table) => judgeTable(table, classes, environment, sharings, elsewhere)),
      ...[...model.buckets, ...externalBuckets(classes, model)].flatMap((bucket) => judgeBucket(bucket, classes, environment, sharings)),
      ...[...model.queues, ...externalQueues(classes, model)].flatMap((queue) => judgeQueue(queue, classes, environment)),
    ],
    outside: classes.flatMap((users) => judgeOutside(users, environment)),
  };
}

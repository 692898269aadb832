import { externalBuckets, externalQueues, externalTables } from './judge/external';
import { judgeBucket } from './judge/judge-bucket';
import { judgeOutside, type Outside } from './judge/judge-outside';
import { judgeQueue } from './judge/judge-queue';
import { judgeTable } from './judge/judge-table';
import { Places } from './judge/places';
import type { Reach } from './judge/reach';
import type { Model, Sharing } from './reading/model';
import { findEntrances, type Entrance } from './users/find-users';
import type { UserClass } from './users/user-class';

/** All that the rules look at. */
export interface Analysis {
  readonly model: Model;
  readonly places: Places;
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
  const places = new Places(model);
  const sharings = [...model.sharings, ...allowed];
  const entrances = findEntrances(model);
  const classes = entrances.filter(({ isForUsers }) => isForUsers).flatMap(({ users, guests }) => [users, guests].filter((one) => one !== undefined));
  return {
    model,
    places,
    entrances,
    classes,
    reaches: [
      ...[...model.tables, ...externalTables(classes, model, places)].flatMap((table) => judgeTable(table, classes, places, sharings, elsewhere)),
      ...[...model.buckets, ...externalBuckets(classes, model, places)].flatMap((bucket) => judgeBucket(bucket, classes, places, sharings)),
      ...[...model.queues, ...externalQueues(classes, model, places)].flatMap((queue) => judgeQueue(queue, classes, places)),
    ],
    outside: classes.flatMap((users) => judgeOutside(users, places)),
  };
}

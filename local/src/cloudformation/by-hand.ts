import { createHash } from 'node:crypto';
import type { JsonObject } from '../assembly';
import type { AccountRecord, RetainedResource } from './record';

/** Of what belongs to no stack. No stack can be called so. */
export const NO_STACK = '(no stack)';

/** What a request to a service makes, in the terms of a template. */
export interface ByHand {
  readonly type: string;
  readonly physicalId: string;
  readonly properties: JsonObject;
  /** What tells it apart from others of the type, where its name does not. */
  readonly of?: string;
}

/** The record with a resource more that belongs to no stack, as if one had let go of it. */
export function withByHand(record: AccountRecord, { type, physicalId, properties, of = '' }: ByHand, now: number): AccountRecord {
  const logicalId = `ByHand${createHash('sha256').update([type, of, physicalId].join('\n')).digest('hex').slice(0, 16)}`;
  const place = `${NO_STACK}/${logicalId}`;
  const generation = record.nextGenerations[place] ?? 0;
  const resource: RetainedResource = {
    stack: NO_STACK, stackId: NO_STACK, logicalId, physicalId, type, properties, constructPath: physicalId, generation, created: now, tags: {},
  };
  return { ...record, retained: [...record.retained, resource], nextGenerations: { ...record.nextGenerations, [place]: generation + 1 } };
}

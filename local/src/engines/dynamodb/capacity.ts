import type { Attributes } from '../../dynamodb/values/attribute-value';
import { itemSize } from '../../dynamodb/values/size';

/** Bytes that a capacity unit pays for (DynamoDB Developer Guide, Read and write operations). */
const READ_UNIT = 4 * 1024;
const WRITE_UNIT = 1024;

/** What reads cost that need not be consistent. */
const EVENTUAL = 0.5;

export const readUnits = (bytes: number, isConsistent = false): number => Math.max(1, Math.ceil(bytes / READ_UNIT)) * (isConsistent ? 1 : EVENTUAL);

/** A write costs what the larger of the items before and after it does. */
export function writeUnits(before: Attributes | undefined, after: Attributes | undefined): number {
  const sizes = [before, after].map((item) => item ? itemSize(item) : 0);
  return Math.max(1, Math.ceil(Math.max(...sizes) / WRITE_UNIT));
}

interface Asked {
  readonly TableName: string;
  readonly ReturnConsumedCapacity?: string;
}

export interface ConsumedCapacity {
  readonly TableName: string;
  readonly CapacityUnits: number;
}

export interface HasCapacity {
  readonly ConsumedCapacity?: ConsumedCapacity;
}

/** The member of an answer, where it was asked for. Units are not counted where it was not. */
export function consumed({ TableName, ReturnConsumedCapacity: asked = 'NONE' }: Asked, units: () => number): HasCapacity {
  if (asked === 'NONE') return {};
  const CapacityUnits = units();
  return { ConsumedCapacity: { TableName, CapacityUnits, ...(asked === 'INDEXES' && { Table: { CapacityUnits } }) } };
}

import { validationError } from '../../../dynamodb/errors';
import type { ItemParameters } from '../../../dynamodb/request/parsed';
import type { Answer } from '../dynamodb-engine';
import { refuseNestedKeys } from '../key-rules';
import type { Range } from '../rows';
import type { Store } from '../store';
import { page } from './page';
import { checkSearch, searchTarget } from './search-target';
import { checkItemKey, checkStartKey, startText } from './start-key';

/** Segments divide the hashes of partition keys, of which the first three digits count. */
const HASHES = 16 ** 3;

const hashText = (hash: number): string => hash.toString(16).padStart(3, '0');

function segmentRange({ Segment = 0, TotalSegments = 1 }: ItemParameters): Range {
  if (TotalSegments === 1) return {};
  const bound = (segment: number): number => Math.ceil(HASHES * segment / TotalSegments);
  return { ...(Segment > 0 && { gt: hashText(bound(Segment)) }), lt: `${hashText(bound(Segment + 1) - 1)}~` };
}

function from(range: Range, start: string, { Segment, TotalSegments }: ItemParameters): Range {
  if ((range.gt !== undefined && start < range.gt) || (range.lt !== undefined && start > range.lt)) {
    throw validationError('The provided starting key is invalid: Invalid ExclusiveStartKey. '
      + `Please use ExclusiveStartKey with correct Segment. TotalSegments: ${TotalSegments} Segment: ${Segment}`);
  }
  return { ...range, gt: start };
}

export function scan(data: ItemParameters, store: Store): Answer {
  const { ExclusiveStartKey: start, IndexName } = data;
  const target = searchTarget(data, store);
  if (start) checkStartKey(start, target, IndexName === undefined ? ': The provided key element does not match the schema' : undefined);
  checkSearch(data, target);
  if (start) checkItemKey(start, target);
  const segment = segmentRange(data);
  const range = start ? from(segment, startText(start, target), data) : segment;
  refuseNestedKeys(data._projection?.nestedPaths, target.table);
  refuseNestedKeys(data._filter?.nestedPaths, target.table);
  return page(data, target, range);
}

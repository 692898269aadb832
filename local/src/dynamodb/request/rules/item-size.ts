import { validationError } from '../../errors';
import type { Attributes } from '../../values/attribute-value';
import { itemSize, MAX_ITEM_SIZE } from '../../values/size';

export function checkItemSize(item: Attributes): void {
  if (itemSize(item) > MAX_ITEM_SIZE) throw validationError('Item size has exceeded the maximum allowed size');
}

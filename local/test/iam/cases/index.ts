import type { PolicyCase } from '../policy-case';
import { addresses } from './addresses';
import { elements } from './elements';
import { layers } from './layers';
import { ownData } from './own-data';
import { sets } from './sets';
import { strings } from './strings';
import { trust } from './trust';
import { typed } from './typed';
import { unsettled } from './unsettled';
import { variables } from './variables';
import { versions } from './versions';

/** All cases, by family. */
export const families: Readonly<Record<string, readonly PolicyCase[]>> = {
  strings, sets, typed, addresses, variables, versions, elements, layers, trust, ownData, unsettled,
};

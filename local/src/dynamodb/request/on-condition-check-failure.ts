/// <reference path="../dynalite.d.ts" />
import type { Members } from 'dynalite/validations/index.js';

/** Since 2023 on single-item writes, always on the items of a transaction; dynalite does not know it. */
export const ON_CONDITION_CHECK_FAILURE: Members = {
  ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] },
};

/// <reference path="../../dynamodb/dynalite.d.ts" />
import { validateAttributeValue } from 'dynalite/validations/index.js';
import { validationError } from '../../dynamodb/errors';
import type { ItemParameters } from '../../dynamodb/request/parsed';

/**
 * Checks the values in `Expected`, and writes their numbers in the form in which items have them.
 * dynalite does so for the conditions of queries, and compares here with whatever was sent.
 */
export function checkExpected({ Expected = {} }: ItemParameters): void {
  const values = Object.values(Expected).flatMap(({ AttributeValueList = [], Value = [] }) => [...AttributeValueList, Value].flat());
  for (const value of values) {
    const message = validateAttributeValue(value);
    if (message !== undefined) throw validationError(message);
  }
}

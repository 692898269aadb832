import { validationError } from '../../errors';

/** Of AttributesToGet. */
export function refuseDuplicates(names: readonly string[] = []): void {
  const duplicate = names.find((name, index) => names.indexOf(name) < index);
  if (duplicate !== undefined) throw validationError(`One or more parameter values were invalid: Duplicate value in attribute name: ${duplicate}`);
}

import { validationError } from '../../../dynamodb/errors';
import { isOperation, literalType } from '../../../dynamodb/expressions/operands';
import type { ItemParameters, Operand } from '../../../dynamodb/request/parsed';
import { typeOf } from '../../../dynamodb/values/attribute-value';
import { refuseNestedKeys } from '../key-rules';
import type { TableItems } from '../table-items';

const invalid = (what: string): never => {
  throw validationError(`One or more parameter values were invalid: ${what}`);
};

/** What an operand gives, where that does not depend on the item. */
function knownType(operand: Operand): string | undefined {
  if (!isOperation(operand)) return literalType(operand);
  if (operand.name === 'if_not_exists') return knownType(operand.args[1]);
  return operand.name === 'list_append' ? 'L' : 'N';
}

/** Attribute → the type that the update gives it, undefined where that is not known yet. */
function typesAfter({ _updates, AttributeUpdates }: ItemParameters): Map<string, string | undefined> {
  if (!_updates) return new Map(Object.entries(AttributeUpdates ?? {}).map(([name, { Value }]) => [name, Value && typeOf(Value)]));
  const whole = _updates.sections.filter(({ path }) => path.length === 1);
  return new Map(whole.map((section) => [String(section.path[0]), section.type === 'remove' ? undefined : knownType(section.val)]));
}

const updatedNames = ({ _updates, AttributeUpdates }: ItemParameters): Set<string> =>
  new Set(_updates ? _updates.paths.map(([head]) => String(head)) : Object.keys(AttributeUpdates ?? {}));

/** What no update may do, whatever item it is on. */
export function checkUpdate(data: ItemParameters, table: TableItems): void {
  const names = updatedNames(data);
  const key = table.keyNames.find((name) => names.has(name));
  if (key !== undefined) invalid(`Cannot update attribute ${key}. This attribute is part of the key`);
  const types = typesAfter(data);
  table.indexes.forEach(({ keyNames, definition: { IndexName } }) => keyNames.forEach((name) => {
    const [actual, expected] = [types.get(name), table.typeOf(name)];
    if (actual !== undefined && actual !== expected) {
      invalid(`Type mismatch for Index Key ${name} Expected: ${expected} Actual: ${actual} IndexName: ${IndexName}`);
    }
  }));
  refuseNestedKeys(data._updates?.nestedPaths, table);
}

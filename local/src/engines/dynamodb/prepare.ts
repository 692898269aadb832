import { checkExpected } from './expected-values';
import { refuseUnsupported } from './limitations';
import { guardOperands } from './operand-guards';
import type { ItemParameters } from '../../dynamodb/request/parsed';
import type { Tables } from '../../dynamodb/table';

/** Makes parsed parameters fit for dynalite, in place, or throws where it could not answer them as DynamoDB does. */
export function prepare(data: ItemParameters, tables: Tables): void {
  checkExpected(data);
  refuseUnsupported(data, tables);
  guardOperands(data);
}

import { DynamoDbError } from './errors';

/** Codes of CancellationReason (DynamoDB API Reference, TransactWriteItems, Errors) by the error that the action alone would be. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['ConditionalCheckFailedException', 'ConditionalCheckFailed'],
  ['ValidationException', 'ValidationError'],
]);

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: object;
}

const NONE: Reason = { Code: 'None' };

function reasonOf(error: DynamoDbError | undefined): Reason {
  if (!error) return NONE;
  const Code = CODES.get(error.code);
  // No table, a defect, …: not a matter of one item.
  if (!Code) throw error;
  return { Code, Message: error.message, ...error.members };
}

/** Throws DynamoDB's TransactionCanceledException if one of the actions failed: a reason for each, in the order of the request. */
export function throwIfFailed(errors: ReadonlyArray<DynamoDbError | undefined>): void {
  if (!errors.some(Boolean)) return;
  const CancellationReasons = errors.map(reasonOf);
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
  throw new DynamoDbError(
    'TransactionCanceledException', `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`, 400, { CancellationReasons });
}

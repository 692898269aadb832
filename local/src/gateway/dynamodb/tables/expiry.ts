import { changeTable } from './change-table';
import { tableNamed, type TableScope } from './table-scope';
import { DynamoDbError, type Expiry, type ExpiryParameters } from '../../../dynamodb';
import type { Answer } from '../../../engines/dynamodb/dynamodb-engine';

/** It is only told: expired items stay, as they may on AWS for some days, and apps must filter them there, too. */
export function describeTimeToLive({ TableName }: { readonly TableName: string }, scope: TableScope): Answer {
  const { expiry } = tableNamed(TableName, scope);
  return {
    TimeToLiveDescription: expiry?.isEnabled ? { TimeToLiveStatus: 'ENABLED', AttributeName: expiry.attribute } : { TimeToLiveStatus: 'DISABLED' },
  };
}

export async function updateTimeToLive({ TableName, TimeToLiveSpecification }: ExpiryParameters, scope: TableScope): Promise<Answer> {
  assertChanged(TimeToLiveSpecification, tableNamed(TableName, scope).expiry);
  await changeTable(TableName, scope, (properties) => ({ ...properties, TimeToLiveSpecification }));
  return { TimeToLiveSpecification };
}

/** To change the attribute it must be switched off first (DynamoDB API Reference, UpdateTimeToLive). */
function assertChanged({ AttributeName, Enabled }: ExpiryParameters['TimeToLiveSpecification'], now: Expiry | undefined): void {
  const isEnabled = now?.isEnabled ?? false;
  if (isEnabled && now?.attribute !== AttributeName) throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${now?.attribute}`);
  if (isEnabled === Enabled) throw invalid(`TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
}

const invalid = (message: string): DynamoDbError => new DynamoDbError('ValidationException', message);

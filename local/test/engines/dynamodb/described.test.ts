import type { Table } from '../../../src/dynamodb';
import { Engine } from '../../../src/engines/dynamodb/engine';
import { act } from '../../dynamodb/act';
import { SCORES } from '../../dynamodb/fixtures';

const described = async (table: Table): Promise<any> => {
  const engine = await Engine.create([table]);
  const { Table: description } = await act(engine, 'DescribeTable', { TableName: table.name }) as any;
  await engine.close();
  return description;
};

test('a table billed by request, encrypted by AWS', async () => {
  const table = await described(SCORES);
  expect(table).toMatchObject({
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
    GlobalSecondaryIndexes: [{ ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 } }],
  });
  expect(table).not.toHaveProperty('SSEDescription');
});

test('throughput as it was bought', async () => {
  const table = await described({
    ...SCORES,
    throughput: { table: { ReadCapacityUnits: 5, WriteCapacityUnits: 4 }, indexes: { Leaderboard: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 } } },
  });
  expect(table).toMatchObject({
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 4, NumberOfDecreasesToday: 0 },
    GlobalSecondaryIndexes: [{ ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 } }],
  });
  expect(table).not.toHaveProperty('BillingModeSummary');
});

test('a key of the customer', async () => {
  const KMSMasterKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  expect(await described({ ...SCORES, encryptionKeyArn: KMSMasterKeyArn })).toMatchObject({ SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn } });
});

import * as sdk from '@aws-sdk/client-dynamodb';
import { CASES } from './cells';
import { LOCATION, SCORES } from './fixtures';
import { LocalCloud } from '../../src';
import { folderOf } from '../assembly/support';

/* The same cells as an unmodified client sees them: what it sends is what is decided on. */

let cloud: LocalCloud;
let client: sdk.DynamoDBClient;

beforeAll(async () => {
  const Scores = {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: SCORES.name,
      AttributeDefinitions: SCORES.attributeDefinitions,
      KeySchema: SCORES.keySchema,
      GlobalSecondaryIndexes: SCORES.globalSecondaryIndexes,
      LocalSecondaryIndexes: SCORES.localSecondaryIndexes,
    },
  };
  const environment = `aws://${LOCATION.account}/${LOCATION.region}`;
  cloud = await LocalCloud.start({
    assembly: folderOf({
      'manifest.json': { artifacts: { Cells: { type: 'aws:cloudformation:stack', environment, properties: { templateFile: 'Cells.json' } } } },
      'Cells.json': { Resources: { Scores } },
    }),
  });
  client = new sdk.DynamoDBClient({ endpoint: cloud.endpoint, region: cloud.region, credentials: cloud.administrator, maxAttempts: 1 });
});
afterAll(() => cloud.stop());

type Command = new (input: object) => Parameters<sdk.DynamoDBClient['send']>[0];

test.each(CASES)('$operation $what', async ({ operation, input, action, resource, context }) => {
  const before = new Set(cloud.decisions().map(({ id }) => id));
  const command = (sdk as unknown as { readonly [name: string]: Command })[`${operation}Command`];
  // Whether there is such an item makes no difference to what is decided on.
  await client.send(new command(input)).catch(() => undefined);
  const [decision, ...others] = cloud.decisions().filter(({ id }) => !before.has(id));
  expect(others).toEqual([]);
  expect([decision.action, decision.resource, decision.effect]).toEqual([`dynamodb:${action ?? operation}`, resource ?? SCORES.arn, 'Allowed']);
  const seen = Object.entries(decision.context).filter(([key]) => key.startsWith('dynamodb:') || /^aws:(requesttag\/|tagkeys$)/.test(key))
    .map(([key, value]) => [key.replace(/^dynamodb:/, ''), typeof value === 'string' ? value : [...value].sort()]);
  expect(Object.fromEntries(seen)).toEqual(context);
});

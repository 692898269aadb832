import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { BODY_SOURCE, facts, PROBE_ITEM, type Statements, TENANT_ITEM, type Told } from './facts';
import { actionRequests, DynamoDbError, isPartiql, partiqlRequests, type Location, parseRequest, type Table } from '../../../src/dynamodb';
import { Engine } from '../../../src/engines/dynamodb/engine';
import { MAX_BODY_BYTES } from '../../../src/gateway/dynamodb/encoded-body';
import { compilePolicy, decide } from '../../../src/iam';
import { readBody } from '../../../src/protocols/http';
import { permitted } from '../../support/permitted';
import type { Area, Fact } from '../area';

const LOCATION: Location = { region: 'us-east-1', account: '123456789012', partition: 'aws' };

const HASH_AND_RANGE = [{ AttributeName: 'pk', KeyType: 'HASH' as const }, { AttributeName: 'sk', KeyType: 'RANGE' as const }];
const S = { AttributeType: 'S' } as const;
const KEYS = [{ AttributeName: 'pk', ...S }, { AttributeName: 'sk', AttributeType: 'N' as const }];

const arn = (name: string): string => `arn:aws:dynamodb:us-east-1:123456789012:table/${name}`;

const TABLES: readonly Table[] = [
  {
    name: 'items',
    arn: arn('items'),
    attributeDefinitions: [...KEYS, { AttributeName: 'gpk', ...S }],
    keySchema: HASH_AND_RANGE,
    globalSecondaryIndexes: [{ IndexName: 'by-gpk', KeySchema: [{ AttributeName: 'gpk', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } }],
  },
  { name: 'attr', arn: arn('attr'), attributeDefinitions: KEYS.slice(0, 1), keySchema: HASH_AND_RANGE.slice(0, 1) },
  { name: 'txn', arn: arn('txn'), attributeDefinitions: KEYS, keySchema: HASH_AND_RANGE },
];

/** Judged and, where it may be, done on tables of its own. */
async function outcome(by: Statements, operation: string, input: object): Promise<Told> {
  const engine = await Engine.create(TABLES);
  const act = (name: string, parameters: object) => engine.execute(permitted(parseRequest(name, parameters, LOCATION)));
  try {
    await act('PutItem', { TableName: 'items', Item: TENANT_ITEM });
    await act('PutItem', { TableName: 'attr', Item: PROBE_ITEM });
    const refused = judged(by, operation, input);
    // As it is sent.
    return refused ?? JSON.parse(JSON.stringify(await act(operation, input)));
  } catch (error) {
    if (error instanceof DynamoDbError) return `${error.code}: ${error.message}`;
    throw error;
  } finally {
    await engine.close();
  }
}

function judged(by: Statements, operation: string, input: object): Told | undefined {
  const tables = new Map(TABLES.map((table) => [table.name, table]));
  const requests = isPartiql(operation)
    ? partiqlRequests(operation, input, tables, LOCATION)
    : actionRequests(parseRequest(operation, input, LOCATION), tables, LOCATION);
  if (by === 'administrator') return undefined;
  const identity = by.length === 0 ? [] : [compilePolicy({ Version: '2012-10-17', Statement: by })];
  const effects = requests.map((request) => decide({ identity }, request).effect);
  if (effects.includes('ExplicitlyDenied')) return 'denied by a statement';
  return effects.includes('ImplicitlyDenied') ? 'denied' : undefined;
}

const judgedFacts = facts.flatMap(([source, rows]) => rows.map(([number, name, by, operation, input, aws, left]): Fact => ({
  id: `${source.slice(source.lastIndexOf('/') + 1)} ${number}: ${name}`,
  source,
  aws,
  ours: async () => {
    const ours = await outcome(by, operation, input);
    return aws === 'allowed' && typeof ours === 'object' ? 'allowed' : ours;
  },
  left,
})));

/** The status with which a body of so many bytes is refused. */
async function statusOf(bytes: number): Promise<number> {
  const body = new PassThrough();
  body.end(Buffer.alloc(bytes));
  return readBody(body as unknown as IncomingMessage, MAX_BODY_BYTES).then(() => 200, ({ status }: { status: number }) => status);
}

export const dynamodb: Area = {
  name: 'dynamodb',
  facts: [
    ...judgedFacts,
    // The body of AWS's answer is empty; here it says why.
    { id: 'batch_request_size.json 2: a body of 16777217 bytes', source: BODY_SOURCE, aws: 413, ours: () => statusOf(16777217) },
  ],
};

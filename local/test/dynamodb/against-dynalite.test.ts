/// <reference path="../../src/dynamodb/dynalite.d.ts" />
/// <reference path="./dynalite-store.d.ts" />
import * as db from 'dynalite/db/index.js';
import { checkTypes, checkValidations, type CustomValidation, type Members } from 'dynalite/validations/index.js';
import { act } from './act';
import { RandomRequests } from './random-requests';
import type { Table } from '../../src/dynamodb';
import { fromDynalite } from '../../src/dynamodb/errors';
import { Engine } from '../../src/engines/dynamodb/engine';
import { tableDescription } from '../../src/engines/dynamodb/table-description';
import { newFolder } from '../engines/data/child';

/* Of what dynalite does right the engine differs in nothing: random sequences of requests, page by page, on both. */

const TABLE: Table = {
  name: 'Compared',
  arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/Compared',
  attributeDefinitions: [
    { AttributeName: 'p', AttributeType: 'S' }, { AttributeName: 'r', AttributeType: 'N' },
    { AttributeName: 'g', AttributeType: 'S' }, { AttributeName: 'l', AttributeType: 'S' },
  ],
  keySchema: [{ AttributeName: 'p', KeyType: 'HASH' }, { AttributeName: 'r', KeyType: 'RANGE' }],
  globalSecondaryIndexes: [{
    IndexName: 'Global',
    KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }, { AttributeName: 'r', KeyType: 'RANGE' }],
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x', 'n'] },
  }],
  localSecondaryIndexes: [{
    IndexName: 'Local',
    KeySchema: [{ AttributeName: 'p', KeyType: 'HASH' }, { AttributeName: 'l', KeyType: 'RANGE' }],
    Projection: { ProjectionType: 'KEYS_ONLY' },
  }],
};

type Execute = (operation: string, parameters: object) => Promise<any>;

interface Validation {
  readonly types: Members;
  readonly custom: CustomValidation;
}

type Action = (store: object, data: object, callback: (error: unknown, answer: unknown) => void) => void;

const nameOf = (operation: string): string => `${operation[0].toLowerCase()}${operation.slice(1)}.js`;

/** With its own validation, its own expressions, its own store. */
async function dynalite(): Promise<Execute> {
  const store = db.create({ createTableMs: 0 });
  await new Promise((resolve) => store.tableDb.put(TABLE.name, tableDescription(TABLE), resolve));
  return (operation, parameters) => new Promise((resolve, reject) => {
    const { types, custom } = jest.requireActual<Validation>(`dynalite/validations/${nameOf(operation)}`);
    const run = jest.requireActual<Action>(`dynalite/actions/${nameOf(operation)}`);
    const data = checkTypes(structuredClone(parameters), types);
    checkValidations(data, types, custom, store);
    run(store, data, (error, answer) => error ? reject(error) : resolve(answer));
  }).catch((error) => { throw fromDynalite(error); });
}

/** dynalite gives an empty member where there is nothing to give. */
function withoutEmpty({ Attributes, ...answer }: any): object {
  return Attributes && Object.keys(Attributes).length > 0 ? { ...answer, Attributes } : answer;
}

/** As it goes over the wire; dynalite shuffles the items of a BatchGetItem. */
async function answerOf(execute: Execute, operation: string, parameters: object): Promise<any> {
  const answer = await execute(operation, parameters).catch((error) => ({ code: error.code, message: error.message }));
  answer.Responses?.Compared?.sort((a: any, b: any) => `${a.p.S} ${a.r.N}` < `${b.p.S} ${b.r.N}` ? -1 : 1);
  return JSON.parse(JSON.stringify(answer));
}

/** An engine that may be another one at every request. */
type Source = () => Promise<Engine>;

async function compare(seed: number, source: Source): Promise<void> {
  const requests = new RandomRequests(seed);
  const theirs = await dynalite();
  const expectedOf = async (operation: string, asked: object): Promise<any> => withoutEmpty(await answerOf(theirs, operation, asked));
  const ours: Execute = async (operation, parameters) => act(await source(), operation, parameters);
  const seen = new Set<string>();
  for (let count = 0; count < 250; count++) {
    const [operation, parameters] = requests.next();
    let ExclusiveStartKey: unknown;
    do {
      const asked = ExclusiveStartKey ? { ...parameters, ExclusiveStartKey } : parameters;
      const expected = await expectedOf(operation, asked);
      expect({ asked, answer: await answerOf(ours, operation, asked) }).toEqual({ asked, answer: expected });
      seen.add(expected.code ?? operation);
      ExclusiveStartKey = expected.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
  expect(seen).toEqual(new Set([
    'PutItem', 'DeleteItem', 'UpdateItem', 'GetItem', 'Query', 'Scan', 'BatchWriteItem', 'BatchGetItem',
    'ConditionalCheckFailedException', 'ValidationException',
  ]));
}

test.each([1, 2])('in memory: seed %i', async (seed) => {
  const engine = await Engine.create([TABLE]);
  await compare(seed, async () => engine);
}, 60_000);

test.each([3, 4])('in a folder, closed and opened again every few requests: seed %i', async (seed) => {
  const folder = newFolder();
  const open = (): Promise<Engine> => Engine.create([TABLE], Date.now, folder);
  let engine = await open();
  let requests = 0;
  await compare(seed, async () => {
    if (++requests % 5 === 0) {
      await engine.close();
      engine = await open();
    }
    return engine;
  });
  expect(requests).toBeGreaterThan(250);
  await engine.close();
}, 60_000);

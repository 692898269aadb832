import { dynamodb, element, form, player, send, startCloud } from './support';
import type { LocalCloud } from '../../src';
import { DecisionLog } from '../../src/authorization/decision-log';
import { Engine } from '../../src/engines/dynamodb/engine';
import { TokenIssuer } from '../../src/identity';

let cloud: LocalCloud;
let notes: string[];
beforeAll(async () => { cloud = await startCloud(); });
beforeEach(() => {
  notes = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => notes.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => cloud.stop());

/** A defect in a part of the local cloud, whose message quotes what it was given. */
function breakPart<T extends object>({ prototype }: { prototype: T }, method: keyof T): void {
  jest.spyOn(prototype, method as never).mockImplementation(((...given: unknown[]) => {
    throw new TypeError(`cannot read this of ${JSON.stringify(given)}\nhush-hush`);
  }) as never);
}

function expectOneNote(): void {
  expect(notes).toEqual([expect.stringMatching(/^cdk-web-identity-local: internal failure: TypeError at .*\n$/)]);
  expect(notes[0]).not.toMatch(/cannot read|hush|secret/);
}

test('DynamoDB answers InternalFailure', async () => {
  const alice = await player(cloud, 'alice');
  breakPart(Engine, 'execute');
  const { status, headers, body } = await dynamodb(cloud, alice, 'GetItem', '{"TableName":"GameScores","Key":{"UserId":{"S":"alice"}}}');
  expect([status, JSON.parse(body).__type, headers['content-type']]).toEqual([500, 'com.amazon.coral.service#InternalFailure', 'application/x-amz-json-1.0']);
  expectOneNote();
});

test('STS answers InternalFailure', async () => {
  breakPart(DecisionLog, 'add');
  const { status, body } = await send(cloud.endpoint, form({
    Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: 'arn:aws:iam::123456789012:role/players', RoleSessionName: 'x1', WebIdentityToken: 'secret',
  }));
  expect([status, element(body, 'Code'), element(body, 'Type')]).toEqual([500, 'InternalFailure', 'Receiver']);
  expectOneNote();
});

test('so do the local cloud\'s own endpoints', async () => {
  breakPart(TokenIssuer, 'mint');
  const body = JSON.stringify({ provider: 'google', app: 'a', user: 'secret' });
  const answer = await send(cloud.endpoint, { path: '/_local/token', headers: ['x-local-secret', cloud.secret], body });
  expect([answer.status, JSON.parse(answer.body).code]).toEqual([500, 'InternalFailure']);
  expectOneNote();
});

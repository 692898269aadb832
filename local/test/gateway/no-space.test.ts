import type FileSystem from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamodb, send, startCloud } from './support';
import type { LocalCloud } from '../../src';
import { Journal } from '../../src/engines/data';
import { TokenIssuer } from '../../src/identity';

let data: string;
let cloud: LocalCloud;
let notes: string[];
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'no-space-'));
  cloud = await startCloud({ data });
  notes = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => notes.push(String(text)) > 0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await cloud.stop();
});

const NO_SPACE = /^There is no space left where the local cloud keeps its data \((ENOSPC|EDQUOT)\): free some, and start it again\.$/;

/** The disk is full at the next write to a journal; half of the record is written. */
function fill(code = 'ENOSPC'): void {
  const fs = jest.requireActual<typeof FileSystem>('node:fs');
  const { writeSync } = fs;
  const spy = jest.spyOn(fs, 'writeSync').mockImplementation(((descriptor: number, bytes: Buffer, ...rest: number[]) => {
    spy.mockImplementation(() => { throw Object.assign(new Error(`${code}: write`), { code }); });
    return writeSync(descriptor, bytes.subarray(0, bytes.length / 2), ...rest);
  }) as never);
}

const put = (wins: string) => dynamodb(cloud, cloud.administrator, 'PutItem', JSON.stringify({ TableName: 'GameScores', Item: { UserId: { S: 'alice' }, Wins: { N: wins } } }));
const scan = async () => JSON.parse((await dynamodb(cloud, cloud.administrator, 'Scan', '{"TableName":"GameScores"}')).body).Items;

test.each(['ENOSPC', 'EDQUOT'])('DynamoDB says so, and nothing is half stored: %s', async (code) => {
  expect((await put('1')).status).toBe(200);
  fill(code);
  for (let i = 0; i < 2; i += 1) {
    const { status, body } = await put('2');
    expect([status, JSON.parse(body)]).toEqual([500, {
      __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: expect.stringMatching(NO_SPACE),
    }]);
  }
  expect(await scan()).toEqual([{ UserId: { S: 'alice' }, Wins: { N: '1' } }]);
  jest.restoreAllMocks();
  await cloud.stop();
  cloud = await startCloud({ data });
  expect(await scan()).toEqual([{ UserId: { S: 'alice' }, Wins: { N: '1' } }]);
  expect((await put('3')).status).toBe(200);
});

test('so does whoever reads what the server says', async () => {
  fill();
  await put('2');
  expect(notes).toEqual([expect.stringMatching(/^cdk-web-identity-local: There is no space left .*\n$/)]);
});

test('any other service says so, too', async () => {
  jest.spyOn(Journal.prototype, 'append').mockRejectedValue(Object.assign(new Error('full'), { cause: Object.assign(new Error('x'), { code: 'ENOSPC' }) }));
  jest.spyOn(TokenIssuer.prototype, 'mint').mockRejectedValue(Object.assign(new TypeError('x'), { code: 'ENOSPC' }));
  const { status, body } = await send(cloud.endpoint, {
    path: '/_local/token', headers: ['x-local-secret', cloud.secret], body: JSON.stringify({ provider: 'google', app: 'a', user: 'u' }),
  });
  expect([status, JSON.parse(body)]).toEqual([500, { code: 'InternalFailure', message: expect.stringMatching(NO_SPACE) }]);
});

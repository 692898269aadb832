import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Broker } from './broker';
import { Journal } from '../../src/engines/data';

const FACEBOOK = { provider: 'facebook', name: 'graph.facebook.com', app: 'fb-app' };

let data: string;
let broker: Broker;
const start = async () => { broker = await Broker.start(undefined, undefined, undefined, data); };
const restart = async () => {
  await broker.stop();
  await start();
};
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'identities-'));
  await start();
});
afterEach(() => broker.stop());

test('a guest who signed in keeps the id, and the items under it, over a restart', async () => {
  const id = await broker.id();
  const logins = await broker.logins('alice');
  expect(await broker.use(await broker.credentials(id, logins), id)).toBe('allowed');
  await restart();
  const again = await broker.logins('alice');
  expect(await broker.id(again)).toBe(id);
  expect(await broker.use(await broker.credentials(id, again), id)).toBe('allowed');
});

test('two logins of one identity stay together', async () => {
  const first = await broker.logins('alice');
  const id = await broker.id(first);
  await broker.credentials(id, { ...first, ...await broker.logins('fb', FACEBOOK) });
  await restart();
  expect(await broker.id(await broker.logins('fb', FACEBOOK))).toBe(id);
});

test('a guest is still there, and nobody else', async () => {
  const [guest, member] = [await broker.id(), await broker.id(await broker.logins('alice'))];
  await restart();
  expect(await broker.use(await broker.credentials(guest), guest)).toBe('allowed');
  await expect(broker.credentials(member)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  await expect(broker.credentials(`${guest.slice(0, -1)}x`.replace(/x$/, guest.endsWith('0') ? '1' : '0'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('the file does not grow with sign-ins, and holds each identity once after a restart', async () => {
  const file = join(data, 'identities.journal');
  for (let i = 0; i < 5; i += 1) await broker.id(await broker.logins('alice'));
  const size = readFileSync(file).length;
  for (let i = 0; i < 5; i += 1) await broker.id(await broker.logins('alice'));
  expect(readFileSync(file).length).toBe(size);
  await broker.stop();
  const records: object[] = [];
  await (await Journal.open<object>(file, (record) => records.push(record))).close();
  expect(records).toHaveLength(2);
  await start();
});

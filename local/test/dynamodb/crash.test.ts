import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { act } from './act';
import { contentsOf, itemsOf, rebuilt } from './contents';
import { SCORES } from './fixtures';
import { GROUP, kindOf, SLOTS, slotOf, writeOf } from './numbered-writes';
import { DataFolder } from '../../src/engines/data';
import { Engine } from '../../src/engines/dynamodb/engine';
import { Child, newFolder, scriptOf } from '../engines/data/child';

/* The process is killed amid its writes, again and again, over the same folder. */

const ROUNDS = 8;
const MOST_LINES = 150;

/** Park and Miller's generator: the same numbers in every run. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => (state = state * 48_271 % 2_147_483_647) % limit;
}

/** What the processes said so far. */
class Said {
  readonly began = new Set<number>();
  readonly acknowledged = new Set<number>();

  add(lines: readonly string[]): void {
    for (const [, what, number] of lines.map((line) => /^(began|acknowledged) (\d+)$/.exec(line)!)) {
      this[what as 'began' | 'acknowledged'].add(Number(number));
    }
  }

  get next(): number {
    return Math.max(-1, ...this.began) + 1;
  }
}

/** Items by user. */
async function read(engine: Engine): Promise<Map<string, any>> {
  return new Map((await itemsOf(engine, SCORES)).map((item: any) => [item.UserId.S, item]));
}

/** The users of the items that a write has put, as far as they are there. */
function presentOf(number: number, items: ReadonlyMap<string, unknown>): { readonly wanted: string[]; readonly present: string[] } {
  const kind = kindOf(number);
  const wanted = kind === 'put' ? [`put-${number}`] : GROUP.map((name) => `${kind}-${number}-${name}`);
  return { wanted, present: wanted.filter((user) => items.has(user)) };
}

function expectWhole(items: ReadonlyMap<string, any>, { began, acknowledged }: Said): void {
  let transactions = 0;
  for (const number of began) {
    if (kindOf(number) === 'slot') continue;
    const { wanted, present } = presentOf(number, items);
    if (present.length > 0 || acknowledged.has(number)) expect(present).toEqual(wanted);
    if (kindOf(number) === 'transaction' && present.length > 0) transactions++;
  }
  expect(Number(items.get('counter')?.Wins.N ?? 0)).toBe(transactions);
}

function expectLatest(items: ReadonlyMap<string, any>, { began, acknowledged }: Said): void {
  for (let slot = 0; slot < SLOTS; slot++) {
    const ofSlot = (number: number): boolean => kindOf(number) === 'slot' && slotOf(number) === `slot-${slot}`;
    const oldest = Math.max(-1, ...[...acknowledged].filter(ofSlot));
    const found = Number(items.get(`slot-${slot}`)?.TopScore.N ?? -1);
    expect(found).toBeGreaterThanOrEqual(oldest);
    if (found >= 0) expect([...began].filter(ofSlot)).toContain(found);
  }
}

/** As a client does that got no answer. */
async function sendAgain(engine: Engine, numbers: Iterable<number>): Promise<void> {
  for (const number of numbers) {
    if (kindOf(number) === 'transaction') await act(engine, ...writeOf(number));
  }
}

let script: string;
afterEach(Child.killAll);
beforeAll(() => { script = scriptOf(join(__dirname, 'write-process.ts')); });

test.each([1, 2, 3])(`after ${ROUNDS} kills every acknowledged write is there, and no other in part: seed %i`, async (seed) => {
  const path = newFolder();
  const random = generator(seed * 20_261_123);
  const said = new Said();
  for (let round = 0; round < ROUNDS; round++) {
    const first = said.next;
    const child = Child.script(script, path, `${first}`);
    await child.said(random(MOST_LINES));
    await child.kill();
    said.add(child.lines);

    const folder = await DataFolder.open(path);
    const engine = await Engine.create([SCORES], Date.now, folder.path);
    const items = await read(engine);
    expectWhole(items, said);
    expectLatest(items, said);
    expect(await contentsOf(engine, SCORES)).toEqual(await rebuilt(engine, SCORES));

    const begun = [...said.began].filter((number) => number >= first && kindOf(number) === 'transaction');
    await sendAgain(engine, begun);
    begun.forEach((number) => said.acknowledged.add(number));
    expectWhole(await read(engine), said);
    await engine.close();
    await folder.close();
  }
  expect(said.acknowledged.size).toBeGreaterThan(ROUNDS * 10);
  rmSync(path, { recursive: true });
}, 30_000);

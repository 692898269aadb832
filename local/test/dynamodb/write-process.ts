import { writeSync } from 'node:fs';
import { act } from './act';
import { SCORES } from './fixtures';
import { writeOf } from './numbered-writes';
import { DataFolder } from '../../src/engines/data';
import { Engine } from '../../src/engines/dynamodb/engine';

/* Writes one number after the other, several at a time, and says what it began and what was acknowledged, until it is killed. */

const AT_ONCE = 6;

// At once, and not after the process has gone.
const say = (line: string): void => void writeSync(1, `${line}\n`);

async function main(path: string, first: number): Promise<void> {
  const folder = await DataFolder.open(path);
  const engine = await Engine.create([SCORES], Date.now, folder.path);
  let next = first;
  const write = async (): Promise<never> => {
    for (;;) {
      const number = next++;
      say(`began ${number}`);
      await act(engine, ...writeOf(number));
      say(`acknowledged ${number}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, write));
}

main(process.argv[2], Number(process.argv[3])).catch((error: Error) => {
  console.error(error);
  process.exit(1);
});

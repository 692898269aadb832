import { Journal } from '../../../src/engines/data';

/** Appends until it cannot, and says what was acknowledged and then what was wrong. */
async function main(file: string): Promise<void> {
  const journal = await Journal.open<{ text: string }>(file, () => undefined);
  for (let i = 0; ; i++) {
    const text = `${i}`.padStart(300, '.');
    await journal.append({ text });
    console.log(text);
  }
}

main(process.argv[2]).catch((error: Error) => console.log(error.message));

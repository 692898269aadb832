// Prints, for each area of recorded answers of AWS, how many the local cloud gives, too, and which not and why.
// `npm run agreement -- [area...]`: without names, every area. Fails when one differs that is not left with a reason.
import { areas } from './areas';
import { judge } from './judgement';

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.find(name => !areas.some(area => area.name === name));
  if (unknown !== undefined) throw new Error(`no area ${JSON.stringify(unknown)}; there are ${areas.map(({ name }) => name).join(', ')}`);
  for (const area of areas.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const judgements = await judge(area);
    const agreeing = judgements.filter(({ agrees }) => agrees);
    console.log(`${area.name.padEnd(12)} ${agreeing.length} of ${judgements.length} agree`);
    for (const { fact, ours, agrees } of judgements) {
      if (agrees) continue;
      console.log(`  ${fact.id}\n    AWS ${JSON.stringify(fact.aws)}, ours ${JSON.stringify(ours)}: ${fact.left ?? 'no reason is given'}`);
      if (fact.left === undefined) process.exitCode = 1;
    }
    await area.close?.();
  }
}

void main(process.argv.slice(2));

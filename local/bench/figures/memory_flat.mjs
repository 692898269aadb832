// Memory of the local cloud after 100,000 more requests ÷ before them, once it has been running for some seconds.
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { startLocalCloud } from '../support/processes.mjs';
import { credentialsOf, dynamodb, get, put, rate } from '../support/players.mjs';

const REQUESTS = 100_000;
/** Until the heap has the size that this load wants. */
const WARM_UP = 20_000;
const GAMES = 100;
/** Of each stretch the least is looked at: what the collector has not come to yet is no growth. */
const SAMPLES = 20;

export default { unit: 'ratio', target: 1.1, measure };

async function measure() {
  const cloud = await startLocalCloud();
  const client = dynamodb(cloud.endpoint, await credentialsOf(cloud, 'alice'));
  const act = (i) => (i % 2 === 0 ? put : get)(client, 'alice', `game ${i % GAMES}`);
  try {
    await rate(act, WARM_UP);
    const before = await leastMemory(act, cloud.pid, WARM_UP);
    await rate(act, REQUESTS);
    const after = await leastMemory(act, cloud.pid, WARM_UP);
    console.error(`memory_flat: ${before} KiB before, ${after} KiB after ${REQUESTS} requests`);
    return after / before;
  } finally {
    client.destroy();
    await cloud.stop();
  }
}

async function leastMemory(act, pid, times) {
  let least = Infinity;
  for (let i = 0; i < SAMPLES; i += 1) {
    await rate(act, times / SAMPLES);
    least = Math.min(least, residentKiB(pid));
  }
  return least;
}

function residentKiB(pid) {
  if (process.platform !== 'linux') return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
}

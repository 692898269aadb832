import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Of one tick in /proc; Linux has 100 a second on every platform that Node.js runs on. */
const TICK_MS = 10;

/** Milliseconds of processor time, in user and in kernel mode, that a process has used. */
export function cpuMs(pid) {
  if (process.platform !== 'linux') return minutesToMs(spawnSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
  // Behind the name in parentheses, which may hold anything: utime and stime are fields 14 and 15 of proc_pid_stat(5).
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function minutesToMs(text) {
  return text.trim().split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
}

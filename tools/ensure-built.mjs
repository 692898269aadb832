// Builds what is missing or older than its sources. All output goes to stderr, so that commands
// which print JSON stay clean.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

// `built` is what a build writes last: one that failed halfway is done again.
const PACKAGES = [
  { sources: 'src', built: 'lib/index.js', command: 'npx projen compile' },
  { sources: 'local/src', built: 'local/lib/THIRD-PARTY-LICENSES.txt', command: 'npm run build -w local' },
];

for (const { sources, built, command } of PACKAGES) {
  if (modified(built) >= newest(sources)) continue;
  console.error(`building ${sources} ...`);
  const { status } = spawnSync(command, { shell: true, stdio: ['ignore', process.stderr, process.stderr] });
  if (status !== 0) process.exit(status ?? 1);
}

function newest(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((file) => modified(join(file.parentPath ?? file.path, file.name))));
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
}

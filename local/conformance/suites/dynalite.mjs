import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../support/run.mjs';

/** What the tests start: a way to the local cloud in place of their own server. */
const SERVER = `
var net = require('net')
module.exports = function () {
  return net.createServer(function (socket) {
    var cloud = net.connect(Number(process.env.CONFORMANCE_PORT), '127.0.0.1')
    socket.pipe(cloud).pipe(socket)
    socket.on('error', function () { cloud.destroy() })
    cloud.on('error', function () { socket.destroy() })
  })
}
`;

/** In its helpers: signed for no service, as against its own server; and answers as callbacks, of which each is told to the test that asked. */
const HELPERS = [
  ['aws4.sign(opts)', "aws4.sign(Object.assign(opts, { service: 'dynamodb', region: 'us-east-1' }))"],
  ['cb = once(cb)', 'cb = once(ownFailures(cb))'],
];
const OWN_FAILURES = fileURLToPath(new URL('../support/own-failures.cjs', import.meta.url));

function adapted(helpers) {
  const missing = HELPERS.find(([text]) => !helpers.includes(text));
  if (missing !== undefined) throw new Error(`test/helpers.js: want ${missing[0]}, to have it replaced`);
  return HELPERS.reduce((text, [from, to]) => text.replaceAll(from, to), helpers);
}

/** Its package has no tests in it: a checkout of the repository, `npm install` done in it. */
export const dynalite = {
  repository: 'https://github.com/architect/dynalite',
  needs: 'npm install',
  async play(checkout, folder, { environment, port }) {
    cpSync(checkout, folder, { recursive: true });
    writeFileSync(join(folder, 'index.js'), SERVER);
    const helpers = join(folder, 'test/helpers.js');
    writeFileSync(helpers, adapted(readFileSync(helpers, 'utf8')));
    const results = join(folder, 'results.json');
    await run('node_modules/.bin/mocha', ['--exit', '--require', 'should', '--require', OWN_FAILURES, '--reporter', 'json', '--reporter-option', `output=${results}`, '-t', '20s'], {
      cwd: folder, env: { ...environment, CONFORMANCE_PORT: String(port) },
    });
    const { passes, failures, pending } = JSON.parse(readFileSync(results, 'utf8'));
    return [
      ...passes.map(({ fullTitle }) => ({ id: fullTitle, outcome: 'passed' })),
      ...pending.map(({ fullTitle }) => ({ id: fullTitle, outcome: 'skipped' })),
      ...failures.map(({ fullTitle, err }) => ({ id: fullTitle, outcome: 'failed', message: `${err.message ?? ''}` })),
    ];
  },
};

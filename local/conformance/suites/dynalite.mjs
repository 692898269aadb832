import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** How its requests are made: against its own server they are signed for no service. */
const SIGNED = 'aws4.sign(opts)';
const SIGNED_FOR_DYNAMODB = "aws4.sign(Object.assign(opts, { service: 'dynamodb', region: 'us-east-1' }))";

/** Its package has no tests in it: a checkout of the repository, `npm install` done in it. */
export const dynalite = {
  repository: 'https://github.com/architect/dynalite',
  needs: 'npm install',
  async play(checkout, folder, { environment, port }) {
    cpSync(checkout, folder, { recursive: true });
    writeFileSync(join(folder, 'index.js'), SERVER);
    const helpers = join(folder, 'test/helpers.js');
    const text = readFileSync(helpers, 'utf8');
    if (!text.includes(SIGNED)) throw new Error(`${helpers}: want ${SIGNED}, to have its requests signed for DynamoDB`);
    writeFileSync(helpers, text.replaceAll(SIGNED, SIGNED_FOR_DYNAMODB));
    const results = join(folder, 'results.json');
    await run('node_modules/.bin/mocha', ['--exit', '--require', 'should', '--reporter', 'json', '--reporter-option', `output=${results}`, '-t', '20s'], {
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

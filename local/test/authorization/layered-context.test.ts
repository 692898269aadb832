import { globalContext } from '../../src/authorization/global-context';
import { layered, ownKeys } from '../../src/authorization/layered-context';

const NOW = Date.UTC(2026, 10, 26, 12, 0, 0, 5);

test('upper keys count, lower ones where those say nothing', () => {
  const context = layered(new Map<string, string | string[]>([['a', '1'], ['empty', ''], ['none', []], ['own', '4']]), new Map([['a', '2'], ['empty', 'x'], ['none', 'x'], ['b', '3']]));
  const got = ['a', 'empty', 'none', 'own', 'b', 'c'].map((key) => [context.get(key), context.has(key)]);
  expect(got).toEqual([['1', true], ['', true], [[], true], ['4', true], ['3', true], [undefined, false]]);
  expect([...context].sort()).toEqual([['a', '1'], ['b', '3'], ['empty', ''], ['none', []], ['own', '4']]);
});

test('what a request adds is its uppermost layer', () => {
  const own = new Map([['a', '1']]);
  expect(ownKeys(layered(own, layered(new Map([['b', '2']]), new Map())))).toBe(own);
  expect(ownKeys(own)).toBe(own);
});

test.each([
  ['no page', {}],
  ['a page', { referer: 'https://game.example.com/' }],
])('global keys of %s, and nothing else of the headers', (_, page) => {
  const headers = new Map([...Object.entries({ 'user-agent': 'sdk', ...page }), ['authorization', 'proof'], ['x-amz-security-token', 'proof']]);
  const context = globalContext({ method: 'POST', path: '/', query: '', headers, sourceIp: '127.0.0.1', isSecure: true }, 'eu-west-1', NOW, '111122223333');
  const expected = {
    'aws:currenttime': '2026-11-26T12:00:00.005Z',
    'aws:epochtime': '1795694400',
    ...Object.fromEntries(Object.entries(page).map(([name, value]) => [`aws:${name}`, value])),
    'aws:requestedregion': 'eu-west-1',
    'aws:resourceaccount': '111122223333',
    'aws:securetransport': 'true',
    'aws:sourceip': '127.0.0.1',
    'aws:useragent': 'sdk',
    'aws:viaawsservice': 'false',
  };
  expect([...context].sort()).toEqual(Object.entries(expected).sort());
  for (const [key, value] of Object.entries(expected)) expect([context.get(key), context.has(key)]).toEqual([value, true]);
  for (const key of ['aws:username', 'authorization', 'constructor']) expect([context.get(key), context.has(key)]).toEqual([undefined, false]);
  expect(JSON.stringify(context)).not.toContain('proof');
});

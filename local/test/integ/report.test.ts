import { report, surprises } from '../../../integ/run/report';

const step = (what: string, expected: string, got: string, options: object = {}) => ({ who: 'alice', what, expected, got, ...options });

const PLAYED = [
  {
    test: 'game-table',
    results: [
      step('put', 'allowed', 'allowed', { settles: 'a belief' }),
      step('get bob\'s', 'AccessDenied', 'AccessDenied', { message: 'no', settles: 'a belief' }),
      step('scan', 'AccessDenied', 'allowed', { settles: 'another' }),
      step('query', 'allowed', 'AccessDenied', { message: 'because no policy' }),
    ],
  },
  { test: 'broker', results: [], error: 'cdk deploy ended with 1' },
];

test('a line for each step, the surprises marked, and what was believed', () => {
  expect(report(PLAYED).split('\n')).toEqual([
    '+ allowed   - refused   ! not as expected',
    '',
    'game-table',
    '+ alice  put        allowed       expected: allowed',
    '- alice  get bob\'s  AccessDenied  expected: AccessDenied',
    '! alice  scan       allowed       expected: AccessDenied',
    '! alice  query      AccessDenied  expected: allowed',
    '    because no policy',
    '',
    'broker',
    '! cdk deploy ended with 1',
    '',
    'believed of AWS (a run there proves it, one in the local cloud only plays it)',
    '+ holds  a belief',
    '! wrong  another',
    '',
    '4 steps, 3 surprises',
  ]);
});

test('what could not be played is a surprise, too', () => {
  expect(surprises(PLAYED)).toBe(3);
  expect(surprises([PLAYED[1]])).toBe(1);
});

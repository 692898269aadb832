import { account, messageOf, one, output, stack } from './support';
import { resolveAccount } from '../../src/assembly';

/** The quickest of some runs, since other things run as well. */
function milliseconds(act: () => unknown): number {
  return Math.min(...Array.from({ length: 3 }, () => {
    const begin = performance.now();
    act();
    return performance.now() - begin;
  }));
}

/** Four times as much takes four times as long, and with some slack for the machine less than twelve; what grows with the square takes sixteen. */
function expectLinear(act: (size: number) => unknown, size: number): void {
  act(size);
  const control = Math.max(milliseconds(() => act(size)), 2);
  expect(milliseconds(() => act(4 * size)) / control).toBeLessThan(12);
}

const chain = (count: number, of: (one: string) => unknown): object => Object.fromEntries([
  ['C0', { 'Fn::Equals': ['a', 'a'] }], ...Array.from({ length: count }, (_, i) => [`C${i + 1}`, of(`C${i}`)]),
]);

test('300 conditions of two each: every one is looked at once', () => {
  const both = (name: string) => ({ 'Fn::And': [{ Condition: name }, { Condition: name }] });
  expect(output({ 'Fn::If': ['C300', 'yes', 'no'] }, { Conditions: chain(300, both) })).toBe('yes');
  const either = (name: string) => ({ 'Fn::Not': [{ 'Fn::And': [{ Condition: name }, { 'Fn::Not': [{ Condition: name }] }] }] });
  expect(output({ 'Fn::If': ['C300', 'yes', 'no'] }, { Conditions: chain(300, either) })).toBe('yes');
});

test('Fn::Sub is linear, whatever stands in it', () => {
  for (const piece of ['${', '${!a}', '$', '{}', '${AWS::Region}']) {
    expectLinear((count) => output({ 'Fn::Sub': piece.repeat(count) }), 25_000);
  }
});

test.each([
  ['${', '${'], ['a${', 'a${'], ['${!', '${!'], ['}${!a}${', '}${a}${'], ['${!${a}', '${${a}'], ['${AWS::Region}}', 'us-east-1}'], ['$${!a}$', '$${a}$'], ['', ''],
])('Fn::Sub of %j gives %j', (template, result) => {
  expect(output({ 'Fn::Sub': template })).toBe(result);
});

test('a variable of Fn::Sub is carried out once, however often it is named', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 'a' : { 'Fn::Sub': ['${A}${!A}${A}', { A: nested(depth - 1) }] });
  expect((output(nested(10)) as string).length).toBe(2 ** 10 + 4 * (2 ** 10 - 1));
});

describe('what would multiply without end is refused, with the place', () => {
  test('texts within texts', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'a' : { 'Fn::Sub': ['${A}${A}', { A: nested(depth - 1) }] });
    expect(messageOf(() => output(nested(60)))).toBe('stack A: output Value: its functions take more than 10000000 steps and characters to carry out; want fewer of them within each other');
  });

  test('JSON of JSON', () => {
    const nested = (depth: number): unknown => (depth === 0 ? { a: '"' } : { 'Fn::ToJsonString': { a: nested(depth - 1) } });
    expect(messageOf(() => output(nested(40)))).toMatch(/^stack A: output Value: its functions take more than 10000000 steps/);
  });

  test('exports of exports', () => {
    const stacks = Array.from({ length: 60 }, (_, i) => stack(`S${i}`, {
      Resources: {},
      Outputs: {
        Out: { Value: i === 0 ? 'a' : { 'Fn::Join': ['', [{ 'Fn::ImportValue': `e${i - 1}` }, { 'Fn::ImportValue': `e${i - 1}` }]] }, Export: { Name: `e${i}` } },
      },
    }));
    expect(messageOf(() => resolveAccount(stacks))).toMatch(/^stack S\d+: output Out: its functions take more than 10000000 steps/);
  });

  test('outputs of outputs', () => {
    const stacks = Array.from({ length: 60 }, (_, i) => {
      const before = { 'Fn::GetStackOutput': { StackName: `S${i - 1}`, OutputName: 'Out' } };
      return stack(`S${i}`, { Resources: {}, Outputs: { Out: { Value: i === 0 ? 'a' : { 'Fn::Join': ['', [before, before]] } } } });
    });
    expect(messageOf(() => resolveAccount(stacks))).toMatch(/^stack S\d+: output Out: its functions take more than 10000000 steps/);
  });

  test('each value by itself, so that many that are small are none too many', () => {
    const long = { 'Fn::Join': ['', Array.from({ length: 1000 }, () => ({ 'Fn::Sub': `${'x'.repeat(100)}\${AWS::Region}` }))] };
    const parameters = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`P${i}`, { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Name: `/p${i}`, Value: long } }]));
    expect(account({ Resources: parameters }).parameters.size).toBe(120);
    expect(account(one('AWS::SSM::Parameter', { Type: 'String', Name: '/p', Value: 'x' })).parameters.size).toBe(1);
  });
});

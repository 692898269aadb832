import { readInput } from '../../src/protocols/query-input';

const SHAPE = { Name: 'text', Names: 'texts', Config: { fields: ['Mode'] }, Tags: { each: ['Key', 'Value'] } } as const;
const NOTHING = { Name: undefined, Names: [], Config: {}, Tags: [] };

const read = (parameters: Record<string, string>) => readInput(new Map(Object.entries({ Action: 'Act', Version: '1', ...parameters })), SHAPE);

test.each<[Record<string, string>, object]>([
  [{}, NOTHING],
  [{ Name: 'a' }, { ...NOTHING, Name: 'a' }],
  [{ Name: '' }, { ...NOTHING, Name: '' }],
  [{ 'Names.member.2': 'b', 'Names.member.1': 'a' }, { ...NOTHING, Names: ['a', 'b'] }],
  [{ Names: '' }, NOTHING],
  [{ Tags: '' }, NOTHING],
  [{ 'Config.Mode': 'EXPRESS' }, { ...NOTHING, Config: { Mode: 'EXPRESS' } }],
  [{ 'Tags.member.1.Key': 'a', 'Tags.member.2.Key': 'b', 'Tags.member.2.Value': 'c' }, { ...NOTHING, Tags: [{ Key: 'a' }, { Key: 'b', Value: 'c' }] }],
  [Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`Names.member.${i + 1}`, String(i + 1)])), { ...NOTHING, Names: Array.from({ length: 12 }, (_, i) => String(i + 1)) }],
])('%j', (parameters, input) => {
  expect(read(parameters)).toEqual(input);
});

test.each([
  'Else', 'name', '', '__proto__', 'constructor', 'Name.member.1', 'Name.Field', 'Names.member', 'Names.member.0', 'Names.member.01', 'Names.member.1.Key', 'Names.member.12345',
  'Config', 'Config.Else', 'Config.member.1', 'Config.member.1.Mode', 'Tags.member.1', 'Tags.member.1.Else', 'Tags.member.1.Key.Key', 'Tags.Key', 'Action.member.1',
])('fails: %j is no part of it', (parameter) => {
  expect(() => read({ [parameter]: 'x' })).toThrow(`The local cloud does not support the parameter ${JSON.stringify(parameter)}`);
});

test('fails: a list with a text of its own', () => {
  expect(() => read({ Tags: 'x' })).toThrow('The local cloud does not support the parameter "Tags"');
});

test.each<[Record<string, string>]>([[{ 'Names.member.2': 'b' }], [{ 'Names.member.1': 'a', 'Names.member.3': 'c' }], [{ 'Tags.member.2.Key': 'b' }]])('fails: %j has a gap', (parameters) => {
  expect(() => read(parameters)).toThrow('must be numbered from 1, without a gap');
});

import { messageOf, stack } from './support';
import { resolveAccount, withNestedStacks } from '../../src/assembly';
import { inlineNestedStack } from '../../src/assembly/inline-nested-stack';

/* CloudFormation User Guide, "Work with nested stacks": what is put together is what AWS deploys, but for generated names. */

const parameter = (value: unknown, more: object = {}) => ({ Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: value }, ...more });
const nestedIn = (file: string, parameters: object = {}, more: object = {}) => ({
  Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://bucket/it', Parameters: parameters }, Metadata: { 'aws:asset:path': file }, ...more,
});
const withNested = (template: object, files: { readonly [file: string]: object }) => (
  withNestedStacks(stack('A', template, { nested: new Map(Object.entries(files)) as never })));
const outputs = (template: object, files: { readonly [file: string]: object }, before: readonly object[] = []) => (
  resolveAccount([...before.map((one, index) => stack(`Before${index}`, one)), withNested(template, files)]).stacks.A);

const VALUE = { Value: { 'Fn::GetAtt': ['Part', 'Outputs.Value'] } };
/** What a value in a nested template comes to. */
const value = (inside: unknown, { parameters, sections = {} }: { readonly parameters?: object; readonly sections?: object } = {}) => outputs(
  { Resources: { Part: nestedIn('part', parameters) }, Outputs: { Value: VALUE } },
  { part: { Resources: { It: parameter('x', { Properties: { Type: 'String', Name: '/it', Value: 'x' } }) }, Outputs: { Value: { Value: inside } }, ...sections } },
).Value;

const PARAMETERS = { Parameters: { Text: { Type: 'String', Default: 'usual' }, List: { Type: 'CommaDelimitedList', Default: 'a,b' } } };

test.each<[string, unknown, object | undefined, string]>([
  ['a resource of its own', { Ref: 'It' }, undefined, '/it'],
  ['what it is passed', { Ref: 'Text' }, { Text: 'given' }, 'given'],
  ['what it is passed by a function', { Ref: 'Text' }, { Text: { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] } }, 'a-us-east-1'],
  ['a default', { Ref: 'Text' }, undefined, 'usual'],
  ['a list that is passed as a text', { 'Fn::Select': [1, { Ref: 'List' }] }, { List: 'x,y' }, 'y'],
  ['a list by default', { 'Fn::Join': ['|', { Ref: 'List' }] }, undefined, 'a|b'],
  ['a text with both', { 'Fn::Sub': ['${Text}-${It}-${Own}-${!Kept}-${AWS::Region}', { Own: { Ref: 'Text' } }] }, { Text: 'given' }, 'given-/it-given-${Kept}-us-east-1'],
  ['names that a text already has', { 'Fn::Sub': 'Part0 ${Text} ${Part0}' }, { Text: 'given', Part0: 'zero' }, 'Part0 given zero'],
])('within: %s', (_, inside, parameters, expected) => {
  const { Parameters } = PARAMETERS;
  expect(value(inside, { parameters, sections: { Parameters: { ...Parameters, Part0: { Type: 'String', Default: '' } } } })).toBe(expected);
});

test('a parameter of the Parameter Store is what that holds', () => {
  const sections = { Parameters: { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/it' } } };
  expect(value({ Ref: 'Version' }, { sections })).toBe('x');
});

test('a parameter that has no value is told by its name', () => {
  expect(messageOf(() => value({ Ref: 'Text' }, { sections: { Parameters: { Text: { Type: 'String' } } } }))).toBe('stack A: output Value: nothing is called "PartText"');
});

test('around: its outputs in attributes, in texts and in what another nested stack is passed; its own name', () => {
  const given = outputs({
    Resources: {
      Part: nestedIn('part'),
      Next: nestedIn('next', { Text: { 'Fn::GetAtt': 'Part.Outputs.Value' } }, { DependsOn: ['Part'] }),
      Own: parameter('own', { DependsOn: 'Part' }),
    },
    Outputs: {
      Attribute: VALUE,
      Text: { Value: { 'Fn::Sub': '<${Part.Outputs.Value}>${AWS::Region}' } },
      Next: { Value: { 'Fn::GetAtt': ['Next', 'Outputs.Value'] } },
      Name: { Value: { Ref: 'Part' } },
    },
  }, {
    part: { Resources: { It: parameter('x') }, Outputs: { Value: { Value: 'out' } } },
    next: { Parameters: { Text: { Type: 'String' } }, Resources: { It: parameter('x') }, Outputs: { Value: { Value: { 'Fn::Sub': 'next to ${Text}' } } } },
  });
  expect(given).toEqual({ Attribute: 'out', Text: '<out>us-east-1', Next: 'next to out', Name: 'arn:aws:cloudformation:us-east-1:123456789012:stack/A-Part/local' });
});

test('names that would be those of two things stay two', () => {
  const { template } = withNested({ Resources: { Part: nestedIn('part'), PartIt: parameter('outer') } }, { part: { Resources: { It: parameter('inner') } } });
  expect(template.Resources).toMatchObject({ PartIt: { Properties: { Value: 'outer' } }, PartNestedIt: { Properties: { Value: 'inner' } } });
});

describe('conditions', () => {
  const files = {
    part: {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { IsBeta: { 'Fn::Equals': [{ Ref: 'Stage' }, 'beta'] }, Same: { Condition: 'IsBeta' } },
      Resources: { Always: parameter('x'), Beta: parameter('x', { Condition: 'Same' }) },
      Outputs: { Value: { Value: { 'Fn::If': ['IsBeta', 'beta', 'other'] } }, Shared: { Value: 'x', Export: { Name: 'shared' } } },
    },
  };
  const deployed = (isThere: string, stage: string) => {
    const given = withNested({
      Conditions: { IsThere: { 'Fn::Equals': [isThere, 'yes'] } },
      Resources: { Part: nestedIn('part', { Stage: stage }, { Condition: 'IsThere' }), It: parameter('x') },
      Outputs: { Value: { ...VALUE, Condition: 'IsThere' } },
    }, files);
    const { resolved, stacks } = resolveAccount([given]);
    return { resources: resolved.get('A')!.resources().map(({ logicalId }) => logicalId).sort(), outputs: stacks.A, exports: resolved.get('A')!.exports().map(({ name }) => name) };
  };

  test('of a nested template decide', () => {
    expect(deployed('yes', 'beta')).toEqual({ resources: ['It', 'PartAlways', 'PartBeta'], outputs: { Value: 'beta', PartShared: 'x' }, exports: ['shared'] });
    expect(deployed('yes', 'prod')).toMatchObject({ resources: ['It', 'PartAlways'], outputs: { Value: 'other' } });
  });

  test('of the nested stack itself take all of it away', () => {
    expect(deployed('no', 'beta')).toEqual({ resources: ['It'], outputs: {}, exports: [] });
  });
});

test('a transform of a nested template is one of the whole', () => {
  const parent = { Transform: 'AWS::LanguageExtensions', Resources: { Part: nestedIn('part') } };
  expect(inlineNestedStack(parent, 'Part', { Transform: ['Macro', 'AWS::LanguageExtensions'], Resources: {} })).toMatchObject({ Transform: ['AWS::LanguageExtensions', 'Macro'] });
});

describe('limits', () => {
  const counted = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`It${index}`, parameter('x')]));
  /** So many stacks within each other; each passes on what it is passed, as often as it says. */
  const chain = (levels: number, times = 1) => {
    const within = (level: number) => (level === levels ? {} : { Part: nestedIn(`part${level}`, { Text: { 'Fn::Join': ['', Array.from({ length: times }, () => ({ Ref: 'Text' }))] } }) });
    const files = Array.from({ length: levels }, (_, index) => [`part${index}`, { Parameters: { Text: { Type: 'String' } }, Resources: { It: parameter({ Ref: 'Text' }), ...within(index + 1) } }]);
    return () => withNested({ Resources: { Part: nestedIn('part0', { Text: 'x' }) } }, Object.fromEntries(files));
  };
  const beside = (outer: number, inner: number) => () => withNested({ Resources: { ...counted(outer), Part: nestedIn('part') } }, { part: { Resources: counted(inner) } });

  test.each<[string, () => unknown, string | undefined]>([
    ['ten levels', chain(10), undefined],
    ['eleven levels', chain(11), 'nested stacks: got more than 10 levels of them'],
    ['5000 resources', beside(2_500, 2_500), undefined],
    ['5001 resources', beside(2_501, 2_500), 'nested stacks: got more than 5000 resources'],
    ['a text that becomes three of itself in each of ten levels', chain(10, 3), undefined],
    ['a text that becomes five of itself in each of ten levels', chain(10, 5), 'nested stacks: got more than 1000000 values'],
  ])('%s', (_, act, message) => {
    expect(message === undefined ? act() : messageOf(act)).toEqual(message ?? expect.anything());
  });
});

test('templates that nest themselves end', () => {
  expect(messageOf(() => withNested({ Resources: { Part: nestedIn('part') } }, { part: { Resources: { Part: nestedIn('part') } } }))).toBe('nested stacks: got more than 10 levels of them');
  const wide = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`Part${index}`, nestedIn('part')]));
  expect(messageOf(() => withNested({ Resources: wide }, { part: { Resources: wide } }))).toBe('nested stacks: got more than 5000 resources');
});

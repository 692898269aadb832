import { account, messageOf, one, output, ROLE, stack } from './support';
import { resolveAccount } from '../../src/assembly';

const env = (region: string | undefined, number: string | undefined = undefined) => ({ region, account: number });
const exporting = (Name: unknown, Value: unknown, Resources: object = {}) => ({ Resources, Outputs: { Out: { Value, Export: { Name } } } });
const importing = (name: unknown) => ({ Resources: {}, Outputs: { In: { Value: { 'Fn::ImportValue': name } } } });

describe('the environment', () => {
  test.each([
    [undefined, 'aws', 'us-east-1', 'amazonaws.com'],
    ['eu-central-1', 'aws', 'eu-central-1', 'amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'cn-north-1', 'amazonaws.com.cn'],
    ['us-gov-west-1', 'aws-us-gov', 'us-gov-west-1', 'amazonaws.com'],
    ['us-iso-east-1', 'aws-iso', 'us-iso-east-1', 'c2s.ic.gov'],
    ['us-isob-east-1', 'aws-iso-b', 'us-isob-east-1', 'sc2s.sgov.gov'],
    ['eusc-de-east-1', 'aws-eusc', 'eusc-de-east-1', 'amazonaws.eu'],
  ])('of Region %s is partition %s', (region, partition, wantedRegion, urlSuffix) => {
    const { environment, roles } = resolveAccount([stack('A', one('AWS::IAM::Role', { ...ROLE, RoleName: 'r' }), env(region))]);
    expect(environment).toEqual({ account: '123456789012', region: wantedRegion, partition, urlSuffix });
    expect(roles[0].arn).toBe(`arn:${partition}:iam::123456789012:role/r`);
  });

  test('is that of the stacks that name one', () => {
    const open = stack('A', { Resources: {} });
    const named = stack('B', { Resources: {} }, env('eu-west-1', '111111111111'));
    expect(resolveAccount([open, named]).environment).toMatchObject({ account: '111111111111', region: 'eu-west-1' });
  });

  test.each([
    [env('eu-west-1'), env('eu-west-2'), 'the stacks\' region: got eu-west-1, eu-west-2, want one: take the stacks of each region by themselves, those of a stage are in cdk.out/assembly-<stage>'],
    [env(undefined, '1'.repeat(12)), env(undefined, '2'.repeat(12)),
      'the stacks\' account: got 111111111111, 222222222222, want one: take the stacks of each account by themselves, those of a stage are in cdk.out/assembly-<stage>'],
    [env(undefined, '12'), env(undefined), 'the stacks\' account: got "12", want 12 digits'],
    [env('mars-north-1'), env(undefined), 'the stacks\' region: got "mars-north-1", want one of AWS\'s'],
    [env('us-east-1/../x'), env(undefined), 'the stacks\' region: got "us-east-1/../x", want one of AWS\'s'],
  ])('%j and %j are refused', (first, second, problem) => {
    expect(messageOf(() => resolveAccount([stack('A', { Resources: {} }, first), stack('B', { Resources: {} }, second)]))).toBe(problem);
  });
});

describe('across stacks', () => {
  test('an import is what another stack exports', () => {
    const { stacks } = account(
      importing({ 'Fn::Sub': '${AWS::Region}-role' }),
      exporting({ 'Fn::Sub': '${AWS::Region}-role' }, { 'Fn::GetAtt': ['It', 'Arn'] }, { It: { Type: 'AWS::IAM::Role', Properties: { ...ROLE, RoleName: 'r' } } }),
    );
    expect(stacks.A.In).toBe('arn:aws:iam::123456789012:role/r');
  });

  test('a chain of imports', () => {
    expect(account(importing('b'), exporting('b', { 'Fn::ImportValue': 'c' }), exporting('c', 'end')).stacks.A.In).toBe('end');
  });

  test.each<[what: string, templates: object[], problem: string]>([
    ['an import that nobody exports', [importing('x'), exporting('y', '1')],
      'stack A: output In: No export named x found: no stack exports it, deploy the one that does first'],
    ['two exports of one name', [exporting('x', '1'), exporting('x', '2')],
      'stack B: the export x is one of stack A already: want a name of its own'],
    ['imports in a circle', [exporting('a', { 'Fn::ImportValue': 'b' }), exporting('b', { 'Fn::ImportValue': 'a' })],
      'stack A: output Out: the export b refers to itself'],
    ['an export named by an import of itself', [exporting({ 'Fn::ImportValue': 'a' }, '1')],
      'stack A: output Out: the export a refers to itself'],
    ['an export name that is a list', [exporting(['x'], '1')], 'stack A: output Out: Export: got ["x"], want text'],
    ['an export without a name', [{ Resources: {}, Outputs: { Out: { Value: '1', Export: 'x' } } }], 'stack A: output Out: Export: got "x", want an object'],
  ])('%s is refused', (_, templates, problem) => {
    expect(messageOf(() => account(...templates))).toBe(problem);
  });

  test('two stacks of one name are refused', () => {
    expect(messageOf(() => resolveAccount([stack('A', { Resources: {} }), stack('A', { Resources: {} })])))
      .toBe('stack A: got two stacks of this name, want one: an account and Region has no more');
  });

  test('no stack at all is refused', () => {
    expect(messageOf(() => resolveAccount([]))).toBe('got no assembly, want a cdk.out folder or a template');
  });
});

describe('an account', () => {
  const named = (RoleName: string, others: object = {}) => ({ Type: 'AWS::IAM::Role', Properties: { ...ROLE, RoleName, ...others } });

  test('has the construct paths that the assembly tells', () => {
    const template = { Resources: { One: named('a'), Two: named('b') } };
    const { roles } = resolveAccount([stack('A', template, { constructPaths: new Map([['One', 'Game/Users/www.amazon.com']]) })]);
    expect(roles.map((role) => role.path)).toEqual(['Game/Users/www.amazon.com', 'Two']);
  });

  test('puts the stack\'s tags on its roles; a role\'s own win', () => {
    const tags = [{ Key: 'team', Value: 'mine' }, { Key: 'level', Value: '1' }];
    const { roles } = resolveAccount([stack('A', { Resources: { It: named('a', { Tags: tags }) } }, { tags: new Map([['team', 'x'], ['stage', 'beta']]) })]);
    expect(roles[0].tags).toEqual(new Map([['team', 'mine'], ['stage', 'beta'], ['level', '1']]));
  });

  test('has generated names that are valid, differ, and stay as they are', () => {
    const names = () => account({ Resources: { ['L'.repeat(200)]: named('x'), It: { Type: 'AWS::IAM::Role', Properties: ROLE } } }).roles.map((role) => role.name);
    expect(names()[1]).toMatch(/^A-It-[0-9A-F]{12}$/);
    expect(names()).toEqual(names());
  });

  test('resolves outputs that are numbers', () => {
    expect(output(5)).toBe('5');
  });
});

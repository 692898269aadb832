import { account, messageOf, one, ROLE } from './support';

const ROLE_RESOURCE = { Type: 'AWS::IAM::Role', Properties: ROLE };

test.each<[what: string, template: object, problem: string]>([
  ['a macro', { Resources: {}, Transform: ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'] },
    'Transform is not supported by the local cloud: macros change the template at deployment'],
  ['a macro in place of sections', { 'Resources': {}, 'Fn::Transform': { Name: 'AWS::Include' } },
    'Fn::Transform is not supported by the local cloud: macros change the template at deployment'],
  ['a section nobody knows', { Resources: {}, Hooks: {} }, 'got the section "Hooks", want Parameters, Mappings, '],
  ['a misspelt section', { Resources: {}, resources: {} }, 'got the section "resources", want Parameters, Mappings, '],
  ['a loop over resources', { Resources: { 'Fn::ForEach::Roles': ['Id', ['a'], {}] } }, 'Resources: Fn::ForEach::Roles is not supported by the local cloud'],
  ['a loop over outputs', { Resources: {}, Outputs: { 'Fn::ForEach::All': [] } }, 'Outputs: Fn::ForEach::All is not supported by the local cloud'],
  ['an include among resources', { Resources: { 'Fn::Transform': { Name: 'AWS::Include' } } }, 'Resources: Fn::Transform is not supported by the local cloud'],
  ['a list of outputs', { Resources: {}, Outputs: [] }, 'Outputs: got [], want an object'],
  ['a condition that is text', { Resources: {}, Conditions: { Yes: 'true' } }, 'Conditions.Yes: got "true", want an object'],
  ['a resource that is text', { Resources: { It: 'AWS::IAM::Role' } }, 'Resources.It: got "AWS::IAM::Role", want an object'],
  ['a resource called __proto__', JSON.parse('{"Resources":{"__proto__":{"Type":"AWS::IAM::Role"}}}'),
    'Resources: got the name "__proto__", want letters and digits'],
  ['a resource without a type', { Resources: { It: { Properties: {} } } }, 'It: Type: got undefined, want text'],
  ['a resource attribute nobody knows', { Resources: { It: { ...ROLE_RESOURCE, Policies: [] } } }, 'It: got "Policies", want Type, Properties, Condition, '],
  ['properties that are a list', { Resources: { It: { Type: 'AWS::IAM::Role', Properties: [] } } }, 'It.Properties: got [], want an object'],
  ['properties from an include', { Resources: { It: { Type: 'AWS::IAM::Role', Properties: { ...ROLE, 'Fn::Transform': { Name: 'AWS::Include' } } } } },
    'It.Properties: Fn::Transform is not supported by the local cloud in place of properties'],
  ['properties from a condition', { Resources: { It: { Type: 'AWS::IAM::Role', Properties: { 'Fn::If': ['Yes', ROLE, {}] } } } },
    'It.Properties: Fn::If is not supported by the local cloud in place of properties'],
  ['a resource on an unknown condition', { Resources: { It: { ...ROLE_RESOURCE, Condition: 'Nope' } } }, 'It.Condition: condition "Nope" is not defined'],
  ['a resource on a condition that is no name', { Resources: { It: { ...ROLE_RESOURCE, Condition: ['Yes'] } } }, 'It.Condition: Condition: got ["Yes"], want text'],
  ['a nested stack', one('AWS::CloudFormation::Stack', { TemplateURL: 'https://example.com' }),
    'It is of type AWS::CloudFormation::Stack, which the local cloud does not support; it runs AWS::CDK::Metadata, '],
  ['a custom resource', one('Custom::Thing', {}), 'It is of type Custom::Thing, which the local cloud does not support; it runs '],
  ['a type called constructor', one('constructor', {}), 'It is of type constructor, which the local cloud does not support; it runs '],
  ['a resource named after itself', one('AWS::IAM::Role', { ...ROLE, RoleName: { Ref: 'It' } }), 'It.RoleName: It refers to itself'],
  ['two resources named after each other', {
    Resources: {
      It: { Type: 'AWS::IAM::Role', Properties: { ...ROLE, RoleName: { Ref: 'Other' } } },
      Other: { Type: 'AWS::IAM::Role', Properties: { ...ROLE, RoleName: { 'Fn::Sub': '${It}x' } } },
    },
  }, 'Other.RoleName: It refers to itself'],
  ['a reference to what is not created', {
    Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { Off: { ...ROLE_RESOURCE, Condition: 'No' }, It: { Type: 'AWS::IAM::Role', Properties: { ...ROLE, RoleName: { 'Fn::Sub': '${Off}2' } } } },
  }, 'It.RoleName: Off is not created: its condition "No" is false'],
])('%s is refused', (_, template, problem) => {
  const message = messageOf(() => account(template));
  expect(message.startsWith(`stack A: ${problem}`) ? problem : message).toBe(problem);
  expect(message).not.toMatch(/\n/);
});

test('what makes no difference is passed over', () => {
  const { roles } = account({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'an app',
    Metadata: { any: ['thing', { Ref: 'Nobody' }] },
    Rules: { CheckBootstrapVersion: { Assertions: [{ Assert: { 'Fn::Contains': [['1'], { Ref: 'BootstrapVersion' }] } }] } },
    Parameters: { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' } },
    Resources: {
      CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:deflate64:H4sIAAAA' } },
      It: { ...ROLE_RESOURCE, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', DependsOn: ['CDKMetadata'], Metadata: { 'aws:cdk:path': 'x' } },
    },
  });
  expect(roles).toHaveLength(1);
});

test('resources and outputs whose condition is false do not exist', () => {
  const { roles, stacks } = account({
    Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { It: { ...ROLE_RESOURCE, Condition: 'No' } },
    Outputs: { Role: { Condition: 'No', Value: { Ref: 'It' } }, Other: { Value: 'x' } },
  });
  expect(roles).toEqual([]);
  expect(stacks).toEqual({ A: { Other: 'x' } });
});

test('a resource may be called like a member that objects inherit', () => {
  const { roles, stacks } = account({
    Resources: { constructor: { Type: 'AWS::IAM::Role', Properties: { ...ROLE, RoleName: 'players' } } },
    Outputs: { toString: { Value: { Ref: 'constructor' } } },
  });
  expect(roles[0].path).toBe('constructor');
  expect(Object.entries(stacks.A)).toEqual([['toString', 'players']]);
});

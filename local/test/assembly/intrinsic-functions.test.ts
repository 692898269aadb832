import { account, messageOf, one, output, ROLE } from './support';

const SECTIONS = {
  Parameters: {
    Name: { Type: 'String', Default: 'scores' },
    Number: { Type: 'Number', Default: 1 },
    Flag: { Type: 'String', Default: true },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
    Numbers: { Type: 'List<Number>', Default: '1,2' },
    Open: { Type: 'String' },
    Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
  },
  Mappings: { Sizes: { 'us-east-1': { Small: 's', List: ['x', 'y'] } } },
  Conditions: {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    No: { 'Fn::Equals': [{ Ref: 'Name' }, 'other'] },
    Same: { Condition: 'Yes' },
    Both: { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] },
    Either: { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] },
    Not: { 'Fn::Not': [{ Condition: 'No' }] },
    Numeric: { 'Fn::Equals': [{ Ref: 'Number' }, 1] },
    Boolean: { 'Fn::Equals': [{ Ref: 'Flag' }, 'true'] },
    Lists: { 'Fn::Equals': [{ Ref: 'Names' }, ['a', 'b', 'c']] },
    Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    Circle: { 'Fn::Not': [{ Condition: 'Circle' }] },
    Empty: { 'Fn::And': [] },
    Single: { 'Fn::Or': [{ Condition: 'Yes' }] },
    Two: { 'Fn::Not': [{ Condition: 'Yes' }, { Condition: 'No' }] },
    Plain: { is: 'true' },
    Unequal: { 'Fn::Equals': ['a'] },
    Absent: { 'Fn::Equals': [{ Ref: 'AWS::NoValue' }, 'a'] },
  },
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { ...ROLE, RoleName: 'players', Path: '/app/' } },
    Stored: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/stored', Type: 'String', Value: 'value' } },
  },
};

const eitherOr = (condition: string) => ({ 'Fn::If': [condition, 'yes', 'no'] });

test.each<[given: unknown, wanted: string]>([
  ['text', 'text'],
  [7, '7'],
  [true, 'true'],
  [{ Ref: 'Name' }, 'scores'],
  [{ Ref: 'Number' }, '1'],
  [{ Ref: 'Role' }, 'players'],
  [{ Ref: 'AWS::Partition' }, 'aws'],
  [{ Ref: 'AWS::Region' }, 'us-east-1'],
  [{ Ref: 'AWS::AccountId' }, '123456789012'],
  [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
  [{ Ref: 'AWS::StackName' }, 'A'],
  [{ Ref: 'AWS::StackId' }, 'arn:aws:cloudformation:us-east-1:123456789012:stack/A/7aa8e6a6-0059-8eae-9cf9-cec0a316fcf9'],
  // A usual way to short unique names.
  [{ 'Fn::Select': [4, { 'Fn::Split': ['-', { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }] }] }, 'cec0a316fcf9'],
  [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::123456789012:role/app/players'],
  [{ 'Fn::GetAtt': 'Role.Arn' }, 'arn:aws:iam::123456789012:role/app/players'],
  [{ 'Fn::GetAtt': ['Role', { 'Fn::Sub': 'Arn' }] }, 'arn:aws:iam::123456789012:role/app/players'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Name' }, 1, { Ref: 'AWS::NoValue' }]] }, 'a-scores-1'],
  [{ 'Fn::Join': ['', { Ref: 'Names' }] }, 'abc'],
  [{ 'Fn::Join': ['+', { Ref: 'Numbers' }] }, '1+2'],
  [{ 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  [{ 'Fn::Select': ['0', { 'Fn::Split': [':', { 'Fn::GetAtt': ['Role', 'Arn'] }] }] }, 'arn'],
  [{ 'Fn::Sub': '${AWS::Region}/${Name}/${Role.Arn}' }, 'us-east-1/scores/arn:aws:iam::123456789012:role/app/players'],
  [{ 'Fn::Sub': ['${Own}${Name}', { Own: { Ref: 'Number' } }] }, '1scores'],
  [{ 'Fn::Sub': ['${Name}', { Name: '${!kept}' }] }, '${!kept}'],
  [{ 'Fn::Sub': ['${Name}', { Name: '$& ${Name}' }] }, '$& ${Name}'],
  [{ 'Fn::Sub': '${!www.amazon.com:user_id}' }, '${www.amazon.com:user_id}'],
  [{ 'Fn::Sub': '$ {Name} $${Name} {Name}' }, '$ {Name} $scores {Name}'],
  [{ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Small'] }, 's'],
  [{ 'Fn::Join': [',', { 'Fn::FindInMap': ['Sizes', 'us-east-1', 'List'] }] }, 'x,y'],
  [{ 'Fn::FindInMap': ['Sizes', 'eu-west-1', 'Small', { DefaultValue: { Ref: 'Name' } }] }, 'scores'],
  [{ 'Fn::FindInMap': ['Sizes', 'us-east-1', 'Small', { DefaultValue: { Ref: 'Nobody' } }] }, 's'],
  [{ 'Fn::Base64': { Ref: 'Name' } }, 'c2NvcmVz'],
  [{ 'Fn::Join': [',', { 'Fn::GetAZs': '' }] }, 'us-east-1a,us-east-1b,us-east-1c'],
  [{ 'Fn::Select': [1, { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] }, 'us-east-1b'],
  // The documentation's own: "returns 6 CIDRs with a subnet mask of /27".
  [{ 'Fn::Join': [',', { 'Fn::Cidr': ['192.168.0.0/24', '6', '5'] }] },
    '192.168.0.0/27,192.168.0.32/27,192.168.0.64/27,192.168.0.96/27,192.168.0.128/27,192.168.0.160/27'],
  [{ 'Fn::Select': [255, { 'Fn::Cidr': ['10.0.0.0/16', 256] }] }, '10.0.255.0/24'],
  [{ 'Fn::Select': [1, { 'Fn::Cidr': ['2001:db8:1234:1a00::/56', 2, 64] }] }, '2001:db8:1234:1a01:0:0:0:0/64'],
  [{ 'Fn::Length': { Ref: 'Names' } }, '3'],
  [{ 'Fn::ToJsonString': { a: { Ref: 'Number' }, b: ['c', { Ref: 'AWS::NoValue' }] } }, '{"a":"1","b":["c"]}'],
  ['a{{resolve:ssm:/stored:1}}b{{resolve:ssm:/stored}}', 'avaluebvalue'],
  ...['Yes', 'Same', 'Either', 'Not', 'Numeric', 'Boolean', 'Lists', 'Here'].map((name) => [eitherOr(name), 'yes'] as [unknown, string]),
  ...['No', 'Both'].map((name) => [eitherOr(name), 'no'] as [unknown, string]),
])('%j gives %j', (given, wanted) => {
  expect(output(given, SECTIONS)).toBe(wanted);
});

test.each<[given: unknown, problem: string]>([
  [{ Ref: 'Nobody' }, 'nothing is called "Nobody"'],
  [{ Ref: 'constructor' }, 'nothing is called "constructor"'],
  [{ Ref: '__proto__' }, 'nothing is called "__proto__"'],
  [{ Ref: ['Name'] }, 'Ref: got ["Name"], want text'],
  [{ Ref: 'Name', Other: 1 }, 'Ref: got "Other" beside it, want the function alone'],
  [{ 'Other': 1, 'Fn::Sub': 'a' }, 'Fn::Sub: got "Other" beside it, want the function alone'],
  [{ Ref: 'Open' }, 'parameter Open needs a value, and none was passed'],
  [{ Ref: 'Version' }, 'parameter Version: the Parameter Store has no "/cdk-bootstrap/hnb659fds/version"'],
  [{ Ref: 'AWS::NoValue' }, 'Value: got undefined, want text'],
  [{ Ref: 'Names' }, 'Value: got ["a","b","c"], want text'],
  [undefined, 'Value: got undefined, want text'],
  [{ a: 1 }, 'Value: got {"a":1}, want text'],
  [{ 'Fn::GetAtt': ['Role', 'constructor'] }, 'the local cloud does not know the attribute "constructor" of Role'],
  [{ 'Fn::GetAtt': ['Role', '__proto__'] }, 'the local cloud does not know the attribute "__proto__" of Role'],
  [{ 'Fn::GetAtt': ['Role', 'Nothing'] }, 'the local cloud does not know the attribute "Nothing" of Role'],
  [{ 'Fn::GetAtt': ['Role'] }, 'Fn::GetAtt: got ["Role"], want a list of 2'],
  [{ 'Fn::GetAtt': 'Role' }, 'Fn::GetAtt: got "Role", want a logical id, a dot and an attribute'],
  [{ 'Fn::GetAtt': [{}, 'Arn'] }, 'Fn::GetAtt: got {}, want text'],
  [{ 'Fn::Join': ['-'] }, 'Fn::Join: got ["-"], want a list of 2'],
  [{ 'Fn::Join': ['-', 'a'] }, 'Fn::Join: got "a", want a list'],
  [{ 'Fn::Join': ['-', ['a', ['b']]] }, 'Fn::Join: got ["b"], want text'],
  [{ 'Fn::Join': [{ Ref: 'Name' }, ['a']] }, 'Fn::Join: got {"Ref":"Name"}, want text'],
  [{ 'Fn::Split': ['', 'abc'] }, 'Fn::Split: got an empty delimiter, want text'],
  [{ 'Fn::Split': [',', ['a']] }, 'Fn::Split: got ["a"], want text'],
  ...['2', '-1', '', '0.5', 'length', ' 1'].map((index) =>
    [{ 'Fn::Select': [index, ['a', 'b']] }, `Fn::Select: got index ${JSON.stringify(index)} for a list of 2, want 0 to 1`] as [unknown, string]),
  [{ 'Fn::Select': [0, 'a'] }, 'Fn::Select: got "a", want a list'],
  [{ 'Fn::Sub': '${Nobody}' }, 'nothing is called "Nobody"'],
  [{ 'Fn::Sub': '${www.amazon.com:user_id}' }, 'nothing is called "www"'],
  [{ 'Fn::Sub': '${}' }, 'Fn::Sub: got the variable "", want letters, digits, underscores, periods and colons; ${!…} for a literal'],
  [{ 'Fn::Sub': '${a/b}' }, 'Fn::Sub: got the variable "a/b", want letters, digits, underscores, periods and colons; ${!…} for a literal'],
  [{ 'Fn::Sub': ['a', 'b'] }, 'Fn::Sub: got "b", want an object of variables'],
  [{ 'Fn::Sub': ['a'] }, 'Fn::Sub: got ["a"], want a list of 2'],
  [{ 'Fn::Sub': '${Names}' }, 'Fn::Sub ${Names}: got ["a","b","c"], want text'],
  [{ 'Fn::Sub': ['${a}', { a: { Ref: 'AWS::NoValue' } }] }, 'Fn::Sub ${a}: got AWS::NoValue, want text'],
  [{ 'Fn::FindInMap': ['Sizes', 'us-east-1'] }, 'Fn::FindInMap: got ["Sizes","us-east-1"], want a list of 3'],
  [{ 'Fn::FindInMap': ['Sizes', 'eu-west-1', 'Small', 'd'] }, 'Fn::FindInMap: got ["d"], want DefaultValue behind the three names'],
  [{ 'Fn::FindInMap': ['Sizes', 'eu-west-1', 'Small'] }, 'mapping "Sizes" has no "eu-west-1", "Small"'],
  [{ 'Fn::FindInMap': ['constructor', 'prototype', 'constructor'] }, 'mapping "constructor" has no "prototype", "constructor"'],
  [{ 'Fn::ImportValue': 'Nothing' }, 'No export named Nothing found: no stack exports it, deploy the one that does first'],
  [{ 'Fn::If': ['Yes', 'a'] }, 'Fn::If: got ["Yes","a"], want a list of 3'],
  [eitherOr('Nothing'), 'condition "Nothing" is not defined'],
  [eitherOr('toString'), 'condition "toString" is not defined'],
  [eitherOr('Circle'), 'condition Circle refers to itself'],
  [eitherOr('Empty'), 'Fn::And: got 0 conditions, want 2 to 10'],
  [eitherOr('Single'), 'Fn::Or: got 1 conditions, want 2 to 10'],
  [eitherOr('Two'), 'Fn::Not: got [{"Condition":"Yes"},{"Condition":"No"}], want a list of 1'],
  [eitherOr('Unequal'), 'Fn::Equals: got ["a"], want a list of 2'],
  [eitherOr('Plain'), 'a condition: got {"is":"true"}, want Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition'],
  [eitherOr('Absent'), 'Fn::Equals: got ["a"], want a list of 2'],
  ...['Fn::Transform', 'Fn::ForEach::Loop', 'Fn::Nonsense'].map((name) =>
    [{ [name]: 'x' }, `${name} is not supported by the local cloud; it knows Ref, Fn::GetAtt, `] as [unknown, string]),
  ['{{resolve:ssm:/name}}', 'got the dynamic reference to the parameter "/name", which the Parameter Store does not have'],
  ['{{resolve:ssm-secure:/name:1}}', 'got the dynamic reference "{{resolve:ssm-secure:/name:1}}", which the local cloud cannot resolve'],
  ['{{resolve:ssm', 'got the dynamic reference "{{resolve:ssm", which the local cloud cannot resolve'],
  [{ 'Fn::GetAZs': ['a'] }, 'Fn::GetAZs: got ["a"], want text'],
  [{ 'Fn::Cidr': ['10.0.0.0/24', 2, 9] }, 'Fn::Cidr: got ["10.0.0.0/24","2","9"], want a block of addresses, 1 to 256, and the bits that each leaves for hosts'],
  [{ 'Fn::Cidr': ['10.0.0.0/24', 3, 7] }, 'Fn::Cidr: 10.0.0.0/24 has no 3 blocks of 7 bits'],
  [{ 'Fn::Cidr': ['ten', 1, 7] }, 'Fn::Cidr: got ["ten","1","7"], want a block'],
  [{ 'Fn::Length': 'x' }, 'Fn::Length: got "x", want a list'],
  [{ 'Fn::ToJsonString': 'x' }, 'Fn::ToJsonString: got "x", want an object or a list'],
  [{ 'Fn::GetStackOutput': 'B.Name' }, 'Fn::GetStackOutput: got "B.Name", want StackName and OutputName'],
  [{ 'Fn::GetStackOutput': { StackName: 'B', OutputName: 'Name', Account: '1' } }, 'Fn::GetStackOutput: got "Account", want StackName, OutputName, Region, RoleArn'],
  [{ 'Fn::GetStackOutput': { StackName: 'B', OutputName: 'Name' } }, 'Fn::GetStackOutput: stack "B" does not exist: deploy it first'],
  [{ 'Fn::GetStackOutput': { StackName: 'A', OutputName: 'Name' } }, 'Fn::GetStackOutput: stack A has no output "Name": deploy it with that output first'],
  [{ 'Fn::GetStackOutput': { StackName: 'A', OutputName: 'Value' } }, 'the output Value of stack A refers to itself'],
  [{ 'Fn::GetStackOutput': { StackName: 'A', OutputName: 'Value', Region: 'eu-west-1' } }, 'Fn::GetStackOutput: got Region "eu-west-1", want us-east-1'],
  [{ 'Fn::GetStackOutput': { StackName: 'A', OutputName: 'Value', RoleArn: 'arn:aws:iam::210987654321:role/r' } }, 'Fn::GetStackOutput: got RoleArn'],
  [{ 'Fn::Join': ['', ['{{res', 'olve:secretsmanager:x}}']] },
    'got the dynamic reference "{{resolve:secretsmanager:x}}", which the local cloud cannot resolve; want the value itself'],
])('%j is refused', (given, problem) => {
  expect(messageOf(() => output(given, SECTIONS))).toContain(`stack A: output Value: ${problem}`);
});

test('what is too deep is refused, not a crash', () => {
  let value: unknown = 'x';
  for (let depth = 0; depth < 20_000; depth++) value = { 'Fn::Base64': value };
  expect(messageOf(() => output(value))).toBe('stack A: output Value: nested too deeply');
});

test('AWS::NoValue takes a property away, wherever it stands', () => {
  const statement = { Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' };
  const { roles } = account(one('AWS::IAM::Role', {
    RoleName: { 'Fn::If': ['Named', 'name', { Ref: 'AWS::NoValue' }] },
    Description: { Ref: 'AWS::NoValue' },
    Users: { Ref: 'AWS::NoValue' },
    AssumeRolePolicyDocument: { Statement: [{ Ref: 'AWS::NoValue' }, { ...statement, Condition: { Ref: 'AWS::NoValue' } }] },
  }, { Conditions: { Named: { 'Fn::Equals': ['yes', 'no'] } } }));
  expect(roles[0].name).toMatch(/^A-It-[0-9A-F]{12}$/);
  expect(roles[0].trustPolicy).toEqual({ Statement: [statement] });
});

import { parseTemplate, type StackTemplate } from '../../../src/assembly';
import { check } from '../../../src/check';
import { replay } from '../../../src/replay/replay';
import { told } from '../template';

/** In YAML, as SAM's templates are written. */
const app = (more = '', conditions = `
                  ForAllValues:StringEquals: {dynamodb:LeadingKeys: ["\${cognito-identity.amazonaws.com:sub}"]}
                  'Null': {dynamodb:LeadingKeys: false}`, primaryKey = 'PrimaryKey: {Name: userId, Type: String}'): StackTemplate => ({
  name: 'App',
  tags: new Map(),
  constructPaths: new Map(),
  template: parseTemplate(`
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Timeout: 3}
Resources:
  Notes:
    Type: AWS::Serverless::SimpleTable
    Properties:
      ${primaryKey}
  Pool:
    Type: AWS::Cognito::IdentityPool
    Properties: {AllowUnauthenticatedIdentities: false}
  Roles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties: {IdentityPoolId: !Ref Pool, Roles: {authenticated: !GetAtt Users.Arn}}
  Users:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal: {Federated: cognito-identity.amazonaws.com}
            Condition:
              StringEquals: {cognito-identity.amazonaws.com:aud: !Ref Pool}
              ForAnyValue:StringLike: {cognito-identity.amazonaws.com:amr: authenticated}
      Policies:
        - PolicyName: notes
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: [dynamodb:GetItem, dynamodb:PutItem]
                Resource: !GetAtt Notes.Arn
                ${conditions === '' ? '' : `Condition:${conditions}`}
${more}`),
});
const report = (...given: Parameters<typeof app>) => check([app(...given)]);

test('its table is a table, its functions and APIs are nobody\'s rights', () => {
  const { status, matrix, findings } = report(`
  Handler:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: nodejs20.x, Policies: [{DynamoDBCrudPolicy: {TableName: !Ref Notes}}]}
  Api:
    Type: AWS::Serverless::HttpApi
    Properties: {StageName: v1}
`);
  expect(findings).toEqual([]);
  expect(status).toBe('isolated');
  expect(matrix.find(({ row }) => row === 'read items')).toMatchObject({ resource: 'Notes', cells: { own: 'allowed', others: 'refused' } });
});

test('a hole in it is found, its key named as SAM names it', () => {
  const { findings } = report('', '', 'TableName: Notes');
  expect(told({ findings } as never)).toEqual(['hole whole-table-reach: Users Notes']);
  expect(findings[0].witness!.call).toMatchObject({ operation: 'GetItem', input: { Key: { id: { S: expect.any(String) } } } });
});

test('what is said of it is what the local cloud does', async () => {
  const open = app('', '', 'TableName: Notes');
  const replayed = await replay([open], check([open]).requests());
  expect(replayed.filter(({ request, became }) => became !== request.expected)).toEqual([]);
  expect(replayed.filter(({ became }) => became === 'through').map(({ request: { what } }) => what)).toContainEqual(expect.stringMatching(/^users of .*read items of Notes/));
});

test.each([
  ['an application of elsewhere', '{Type: AWS::Serverless::Application, Properties: {Location: https://example.com/app.yaml}}'],
  ['a connector', '{Type: AWS::Serverless::Connector, Properties: {Source: {Id: Handler}, Destination: {Id: Notes}, Permissions: [Read]}}'],
  ['a function with a URL for everybody', '{Type: AWS::Serverless::Function, Properties: {FunctionUrlConfig: {AuthType: NONE}}}'],
  ['an API with a policy', '{Type: AWS::Serverless::Api, Properties: {StageName: v1, Auth: {ResourcePolicy: {CustomStatements: []}}}}'],
])('%s is unevaluated', (_, resource) => {
  const { status, findings } = report(`\n  More: ${resource}\n`);
  expect(status).toBe('unevaluated');
  expect(told({ findings } as never)).toEqual(['unevaluated unknown-construct: More']);
});

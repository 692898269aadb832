const AUD = (pool: string) => ({ 'cognito-identity.amazonaws.com:aud': { Ref: pool } });

const role = (pool: string, amr: string, statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { 'StringEquals': AUD(pool), 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr } },
      }],
    },
    Policies: [{ PolicyName: 'Access', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
  },
});

const OWN_ITEMS = {
  Effect: 'Allow',
  Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  Resource: { 'Fn::GetAtt': ['Table', 'Arn'] },
  Condition: {
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${cognito-identity.amazonaws.com:sub}'] },
    'Null': { 'dynamodb:LeadingKeys': 'false' },
  },
};

/** A broker: a user pool, Facebook and a company's own issuer behind one identity pool, with guests. */
export function brokerTemplate(pool: object = {}): any {
  return {
    Resources: {
      Users: { Type: 'AWS::Cognito::UserPool', Properties: {} },
      App: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
      Login: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://login.example.com/v2', ClientIdList: ['game'] } },
      Pool: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: true,
          CognitoIdentityProviders: [{ ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] }, ClientId: { Ref: 'App' } }],
          OpenIdConnectProviderARNs: [{ Ref: 'Login' }],
          SupportedLoginProviders: { 'graph.facebook.com': 'fb-app', 'accounts.google.com': 'google-app' },
          ...pool,
        },
      },
      Member: role('Pool', 'authenticated', [OWN_ITEMS]),
      Guest: role('Pool', 'unauthenticated', [OWN_ITEMS, { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }]),
      Roles: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: { Ref: 'Pool' },
          Roles: { authenticated: { 'Fn::GetAtt': ['Member', 'Arn'] }, unauthenticated: { 'Fn::GetAtt': ['Guest', 'Arn'] } },
        },
      },
      Admin: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: { Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }, Action: 'sts:AssumeRole' },
          },
        },
      },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'Saves',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'Owner', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'Owner', KeyType: 'HASH' }],
        },
      },
    },
    Outputs: {
      Pool: { Value: { Ref: 'Pool' } },
      Issuer: { Value: { 'Fn::GetAtt': ['Users', 'ProviderURL'] } },
      App: { Value: { Ref: 'App' } },
      MemberRole: { Value: { 'Fn::GetAtt': ['Member', 'Arn'] } },
      GuestRole: { Value: { 'Fn::GetAtt': ['Guest', 'Arn'] } },
      AdminRole: { Value: { 'Fn::GetAtt': ['Admin', 'Arn'] } },
    },
  };
}

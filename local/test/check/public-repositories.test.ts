import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOf } from './sources/plan';
import { allow, bucket, BUCKET, policy, pool, role, told } from './template';
import { readAssembly, type JsonObject } from '../../src/assembly';
import { check, type Status } from '../../src/check';
import { replay } from '../../src/replay/replay';

/*
 * Back ends of public repositories, reduced to who may do what: names are others, and what does not say anything about permissions is
 * left out. Each says why the check finds what it finds.
 */

const folder = mkdtempSync(join(tmpdir(), 'check-public-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ID = '${cognito-identity.amazonaws.com:sub}';
const ofPool = (amr = 'authenticated') => ({
  principal: { Federated: 'cognito-identity.amazonaws.com' },
  conditions: { 'StringEquals': { 'cognito-identity.amazonaws.com:aud': { Ref: 'Pool' } }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr } },
});
const attached = (roles: JsonObject, more: JsonObject = {}) => ({
  Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: { IdentityPoolId: { Ref: 'Pool' }, Roles: roles, ...more },
});
const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });

interface Case {
  readonly repository: string;
  readonly file: string;
  readonly status: Status;
  readonly found: readonly string[];
  /** Why the local cloud cannot try it. */
  readonly notReplayed?: string;
}

const CASES: readonly Case[] = [
  {
    // Serverless Framework. Users may invoke and change every function, and invoke every API; `cognito-identity:*` hands out tokens of
    // other identities and says who gets which role, `cognito-sync:*` reads what Cognito keeps of each: what that leads to, no template
    // tells. `dynamo:*` is no service, and allows nothing.
    repository: 'philschmid/aws-cognito-create-pool',
    file: template({
      Pool: pool({ AllowUnauthenticatedIdentities: true }),
      Roles: attached({ authenticated: arn('Users'), unauthenticated: arn('Guests') }),
      Users: role([allow(['mobileanalytics:PutEvents', 'cognito-sync:*', 'cognito-identity:*', 'lambda:*', 'dynamo:*'], '*'), allow('execute-api:Invoke', '*')], ofPool()),
      Guests: role([allow(['cognito-sync:*', 'cognito-identity:*'], '*')], ofPool('unauthenticated')),
    }),
    status: 'unevaluated',
    found: [
      ...Array<string>(6).fill('unevaluated reach-outside: Users'), ...Array<string>(3).fill('unevaluated reach-outside: Guests'),
    ],
  },
  {
    // CDK. A claim chooses the role, and admins read the whole bucket: nothing in the trust policies tells them from users, so that
    // all hangs on the pool's rules. Users' GetObject on the bucket itself, under a prefix that only lists have, never matches.
    repository: 'yuu551/cognito-iam-connected',
    file: template({
      Bucket: bucket(),
      Pool: pool(),
      Admins: role([allow(['s3:GetObject', 's3:ListBucket'], [BUCKET, `${BUCKET}/*`])], ofPool()),
      Users: role([allow(['s3:GetObject', 's3:ListBucket'], BUCKET, { StringLike: { 's3:prefix': [`users/${ID}/*`] } })], ofPool()),
      Roles: attached({ authenticated: arn('Users') }, {
        RoleMappings: {
          claims: {
            Type: 'Rules',
            IdentityProvider: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_pool:client',
            AmbiguousRoleResolution: 'Deny',
            RulesConfiguration: { Rules: ['Admins', 'Users'].map((name) => ({ Claim: 'custom:role', MatchType: 'Equals', Value: name.toLowerCase(), RoleARN: arn(name) })) },
          },
        },
      }),
    }),
    status: 'hole',
    found: ['hole whole-table-reach: Admins Bucket'],
  },
  {
    // aws-samples. Tags of the session say which folder may be listed, and a call at deployment says which claims become tags: neither
    // is in the template.
    repository: 'aws-samples/amazon-cognito-abac-authorization-with-react-example',
    file: template({
      Bucket: bucket(),
      Pool: pool(),
      Users: role([allow('s3:List*', BUCKET, { StringEquals: { 's3:prefix': '${aws:PrincipalTag/department}' } })], ofPool()),
      Roles: attached({ authenticated: arn('Users') }),
      Tags: {
        Type: 'Custom::AWS',
        Properties: { ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:sdk', Create: JSON.stringify({ service: 'CognitoIdentity', action: 'setPrincipalTagAttributeMap' }) },
      },
    }),
    status: 'unevaluated',
    found: ['unevaluated unknown-construct: Tags', 'unevaluated unknown-construct: Users Users'],
    notReplayed: 'a call at deployment',
  },
  {
    // Amplify, the CLI's. A private folder for each identity, ACLs included, and nothing else.
    repository: '3diab/simplecloudstorage',
    file: template({
      Bucket: bucket(),
      Pool: pool(),
      Users: role([], ofPool()),
      Private: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'private', Roles: [{ Ref: 'Users' }], PolicyDocument: policy([allow(['s3:PutObject', 's3:GetObject', 's3:DeleteObject', 's3:PutObjectAcl'], `${BUCKET}/private/${ID}/*`)]) } },
      Roles: attached({ authenticated: arn('Users') }),
    }),
    status: 'isolated',
    found: [],
  },
  {
    // Amplify Gen 2. Who is signed in reads everybody's protected files. That is what `protected` is for, but the template does not say
    // so, until it is said: --allow read:Bucket/protected/.
    repository: 'merge4victor/aws-s3-browser',
    file: template({
      Bucket: bucket(),
      Pool: pool({ AllowUnauthenticatedIdentities: true }),
      Users: role([allow('s3:GetObject', [`${BUCKET}/public/*`, `${BUCKET}/protected/*`, `${BUCKET}/protected/${ID}/*`, `${BUCKET}/private/${ID}/*`])], ofPool()),
      Guests: role([allow('s3:GetObject', `${BUCKET}/public/*`)], ofPool('unauthenticated')),
      Roles: attached({ authenticated: arn('Users'), unauthenticated: arn('Guests') }),
    }),
    status: 'hole',
    found: ['hole cross-user-read: Users Bucket'],
  },
  {
    // Terraform. The pool's classic flow lets users take their role at STS; they reach no data, but `cognito-identity:*` is in it.
    repository: 'madvonh/cloudfront-cognito-signed-cookies-terraform',
    file: written('plan.json', planOf([
      { address: 'aws_cognito_identity_pool.main', values: { id: 'us-east-1:11111111-2222-3333-4444-555555555555', identity_pool_name: 'app', allow_unauthenticated_identities: false, allow_classic_flow: true } },
      ...['authenticated', 'unauthenticated'].flatMap((kind) => [
        {
          address: `aws_iam_role.${kind}`,
          values: {
            name: kind,
            arn: `arn:aws:iam::123456789012:role/${kind}`,
            assume_role_policy: JSON.stringify(policy([{
              Effect: 'Allow',
              Principal: { Federated: 'cognito-identity.amazonaws.com' },
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: { 'StringEquals': { 'cognito-identity.amazonaws.com:aud': 'us-east-1:11111111-2222-3333-4444-555555555555' }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': kind } },
            }])),
          },
        },
        {
          address: `aws_iam_role_policy.${kind}`,
          values: { name: 'app', role: kind, policy: JSON.stringify(policy([allow(['mobileanalytics:PutEvents', 'cognito-sync:*', ...kind === 'authenticated' ? ['cognito-identity:*'] : []], '*')])) },
        },
      ]),
      { address: 'aws_cognito_identity_pool_roles_attachment.main', values: { identity_pool_id: 'us-east-1:11111111-2222-3333-4444-555555555555', roles: { authenticated: 'arn:aws:iam::123456789012:role/authenticated', unauthenticated: 'arn:aws:iam::123456789012:role/unauthenticated' } } },
    ])),
    status: 'unevaluated',
    found: Array<string>(3).fill('unevaluated reach-outside: aws_iam_role.authenticated'),
  },
  {
    // SAM. An identity pool without roles: its users reach nothing yet, so nothing is proved of them.
    repository: 'bizkite-co/handterm',
    file: template({
      Pool: pool(),
      Bucket: bucket(),
      Public: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: policy([{ ...allow('s3:GetObject', `${BUCKET}/*`), Principal: '*' }]) } },
      Execution: role([allow('s3:*', `${BUCKET}/*`)], { principal: { Service: 'lambda.amazonaws.com' }, conditions: {} }, {
        AssumeRolePolicyDocument: policy([{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }]),
      }),
      Cookies: { Type: 'AWS::Serverless::Function', Properties: { Handler: 'index.handler', Runtime: 'nodejs20.x', CodeUri: 'cookies', Role: arn('Execution') } },
    }, { Transform: 'AWS::Serverless-2016-10-31' }),
    status: 'nothing',
    found: [],
    notReplayed: 'nobody to send anything',
  },
];

function template(resources: JsonObject, more: JsonObject = {}): string {
  return written(`${Object.keys(resources).join('-')}.json`, JSON.stringify({ ...more, Resources: resources }));
}

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test.each(CASES.map((one) => [one.repository, one] as const))('%s', async (_, { file, status, found, notReplayed }) => {
  const report = check(readAssembly(file));
  expect(told(report)).toEqual(found);
  expect(report.status).toBe(status);
  if (notReplayed !== undefined) return;
  const replayed = await replay(readAssembly(file), report.requests());
  expect(replayed.length).toBeGreaterThan(0);
  expect(replayed.filter(({ request, became }) => became !== request.expected)).toEqual([]);
}, 60_000);

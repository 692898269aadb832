import { ACCESS, account, messageOf, one, ROLE } from './support';
import { trustCases } from './trust-cases';
import { deployTrust } from './trust-deployment';
import { resolveAccount } from '../../src/assembly';

test.each(trustCases)('trust policy: %s', (_what, statements, refusal) => {
  expect(deployTrust(resolveAccount, statements)).toBe(refusal);
});

describe('policies of a role are refused with', () => {
  const statement = ACCESS.Statement[0];
  const places: readonly [type: string, properties: (document: object) => object, property: string][] = [
    ['AWS::IAM::Role', document => ({ ...ROLE, Policies: [{ PolicyName: 'p', PolicyDocument: document }] }), 'Policies.PolicyDocument'],
    ['AWS::IAM::Policy', document => ({ PolicyName: 'p', PolicyDocument: document }), 'PolicyDocument'],
    ['AWS::IAM::ManagedPolicy', document => ({ PolicyDocument: document }), 'PolicyDocument'],
  ];

  test.each<[what: string, statement: object, refusal: string]>([
    ['an unknown operator', { ...statement, Condition: { StringIs: { 'aws:username': 'x' } } }, 'Invalid Condition type : StringIs. (statement 1)'],
    ['an unknown element', { ...statement, Resources: '*' }, 'Syntax errors in policy. (statement 1: the element "Resources" does not exist)'],
    ['a principal', { ...statement, Principal: '*' }, 'Policy document should not specify a principal. (statement 1)'],
    ['a key with a scheme', { ...statement, Condition: { StringEquals: { 'https://login.example.com:sub': 'x' } } },
      'Actions/Condition can contain only one colon. (statement 1: the key "https://login.example.com:sub" must be without its scheme)'],
    ['no resource', { Effect: 'Allow', Action: 's3:GetObject' }, 'Syntax errors in policy. (statement 1: Resource or NotResource is missing)'],
    ['no base64', { ...statement, Condition: { BinaryEquals: { 'aws:x': 'no-binary' } } },
      'Syntax errors in policy. (statement 1: Condition BinaryEquals aws:x: a binary value must be base64, got "no-binary")'],
  ])('%s', (_, refused, refusal) => {
    for (const [type, properties, property] of places) {
      expect(messageOf(() => account(one(type, properties({ Version: '2012-10-17', Statement: refused })))))
        .toBe(`stack A: It.${property}: MalformedPolicyDocument: ${refusal}`);
    }
  });

  test('values that IAM takes, but nobody can read, deploy', () => {
    for (const [type, properties] of places) {
      account(one(type, properties({ Version: '2012-10-17', Statement: { ...statement, Condition: { ArnLike: { 'aws:SourceArn': '*' }, StringEquals: { 'aws:username': [] } } } })));
    }
  });
});

describe('OIDC providers', () => {
  const LOGIN = 'arn:aws:iam::123456789012:oidc-provider/login.example.com';
  const provider = (properties: object) => account(one('AWS::IAM::OIDCProvider', { Url: 'https://login.example.com', ...properties })).oidcProviders[0];

  test('more than five thumbprints are refused', () => {
    const prints = Array.from({ length: 6 }, (_, index) => String(index).repeat(40));
    expect(messageOf(() => provider({ ThumbprintList: prints })))
      .toBe('stack A: It.ThumbprintList: InvalidInput: Thumbprint list must contain fewer than 5 entries. (got 6, want at most 5)');
    expect(provider({ ThumbprintList: prints.slice(1) }).thumbprints).toHaveLength(5);
  });

  test('thumbprints have 40 characters', () => {
    for (const length of [39, 41]) {
      expect(messageOf(() => provider({ ThumbprintList: ['a'.repeat(length)] }))).toContain('want thumbprints of 40 characters');
    }
  });

  test('the port 443 is dropped, other ports are refused', () => {
    expect(provider({ Url: 'https://login.example.com:443' }).arn).toBe(LOGIN);
    expect(provider({ Url: 'https://login.example.com:443/v2/' })).toMatchObject({ arn: `${LOGIN}/v2/`, url: 'https://login.example.com/v2/' });
    expect(provider({ Url: 'https://login.example.com/x:443' }).url).toBe('https://login.example.com/x:443');
    for (const Url of ['https://login.example.com:4433', 'https://login.example.com:80', 'https://login.example.com:']) {
      expect(messageOf(() => provider({ Url }))).toContain('want an issuer URL');
    }
  });

  test('an issuer with the port and one without are one', () => {
    const Resources = { It: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://login.example.com' } }, Two: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://login.example.com:443' } } };
    expect(messageOf(() => account({ Resources }))).toContain('want one OIDC provider for each issuer');
  });
});

import { account, KEYS, messageOf, one, output, stack } from './support';
import { resolveAccount } from '../../src/assembly';

const ENVIRONMENT = 'us-east-1:123456789012';
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'kms:*', Resource: '*' }] };
const key = (Properties: object = {}) => ({ Type: 'AWS::KMS::Key', Properties });
const alias = (AliasName: string, TargetKeyId: unknown = { Ref: 'Key' }) => ({ Type: 'AWS::KMS::Alias', Properties: { AliasName, TargetKeyId } });
const keyOf = (properties: object, more: object = {}) => [...account({ Resources: { Key: key(properties), ...more } }).keys.values()][0];

describe('AWS::KMS::Key', () => {
  test('with its policy, or the one that delegates to the account', () => {
    expect(keyOf({ KeyPolicy: POLICY })).toEqual({
      arn: expect.stringMatching(`^arn:aws:kms:${ENVIRONMENT}:key/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`) as string,
      policy: POLICY,
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      isMultiRegion: false,
      state: 'Enabled',
      aliases: [],
    });
    expect(keyOf({}).policy).toMatchObject({ Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*', Resource: '*' }] });
  });

  test('what makes no difference is passed over', () => {
    expect(keyOf({
      BypassPolicyLockoutSafetyCheck: true, Description: 'x', EnableKeyRotation: true, PendingWindowInDays: 7, RotationPeriodInDays: 90, Tags: [{ Key: 'a', Value: 'b' }],
    }).state).toBe('Enabled');
  });

  test.each<[string, object, object]>([
    ['disabled', { Enabled: false }, { state: 'Disabled' }],
    ['disabled, in text', { Enabled: 'false' }, { state: 'Disabled' }],
    ['without material', { Origin: 'EXTERNAL' }, { state: 'PendingImport', origin: 'EXTERNAL' }],
    ['asymmetric', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }, { spec: 'RSA_2048', usage: 'SIGN_VERIFY' }],
    ['of several Regions, in text', { MultiRegion: 'true' }, { isMultiRegion: true }],
    ['of several Regions', { MultiRegion: true }, { isMultiRegion: true, arn: expect.stringMatching(/:key\/mrk-[0-9a-f]{32}$/) as string }],
  ])('%s', (_, properties, expected) => expect(keyOf(properties)).toMatchObject(expected));

  test('with its aliases', () => {
    expect(keyOf({}, { One: alias('alias/one'), Two: alias('alias/a/two', { 'Fn::GetAtt': ['Key', 'Arn'] }) }).aliases).toEqual(['alias/one', 'alias/a/two']);
  });

  test('Ref is its id, and so is KeyId', () => {
    const [id, same, arn] = [{ Ref: 'It' }, { 'Fn::GetAtt': ['It', 'KeyId'] }, { 'Fn::GetAtt': ['It', 'Arn'] }].map((value) => output(value, one('AWS::KMS::Key', {})));
    expect([same, arn]).toEqual([id, `arn:aws:kms:${ENVIRONMENT}:key/${id}`]);
  });

  test.each<[string, object, string]>([
    ['a policy for nobody', { KeyPolicy: { Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }] } }, 'Key.KeyPolicy: got {'],
    ['a malformed policy', { KeyPolicy: { Statement: [{ Effect: 'Maybe', Principal: '*', Action: 'kms:*' }] } }, 'Key.KeyPolicy'],
    ['a policy that looks at tags', { KeyPolicy: { Statement: [{ ...POLICY.Statement[0], Condition: { StringEquals: { 'aws:ResourceTag/a': 'b' } } }] } }, 'ResourceTag'],
    ['an origin elsewhere', { Origin: 'AWS_CLOUDHSM' }, 'Key.Origin: got "AWS_CLOUDHSM", want AWS_KMS or EXTERNAL'],
    ['a flag that is none', { Enabled: 'maybe' }, 'Key.Enabled: got "maybe", want true or false'],
    ['what there is not', { Unheard: 1 }, 'Key.Unheard is not supported'],
  ])('%s is refused', (_, properties, problem) => expect(messageOf(() => keyOf(properties))).toContain(problem));
});

describe('AWS::KMS::Alias', () => {
  test.each<[string, object, string]>([
    ['a name that is no alias', { It: alias('key') }, 'It.AliasName: got "key"'],
    ['a name of AWS', { It: alias('alias/aws/s3') }, 'It.AliasName: got "alias/aws/s3"'],
    ['one name twice', { It: alias('alias/a'), Two: alias('alias/a') }, 'Two.AliasName: got "alias/a", want a name of its own'],
    ['a key that is not there', { It: alias('alias/a', '1234abcd-12ab-34cd-56ef-1234567890ab') }, 'want a key that these stacks define'],
    ['an alias of an alias', { It: alias('alias/a'), Two: alias('alias/b', 'alias/a') }, 'Two.TargetKeyId: got "alias/a", want the id or the ARN of a key'],
  ])('%s is refused', (_, resources, problem) => expect(messageOf(() => account({ Resources: { Key: key(), ...resources } }))).toContain(problem));
});

type Named = (name: unknown) => object;
const table: Named = (name) => ({ Type: 'AWS::DynamoDB::Table', Properties: { ...KEYS, TableName: 'table', SSESpecification: { SSEEnabled: true, KMSMasterKeyId: name } } });
const global: Named = (name) => ({
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: {
    ...KEYS,
    TableName: 'table',
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    Replicas: [{ Region: 'us-east-1', SSESpecification: { KMSMasterKeyId: name } }, { Region: 'eu-west-1', SSESpecification: { KMSMasterKeyId: 'another' } }],
  },
});
const bucket: Named = (name) => ({
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketName: 'files',
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: name } }] },
  },
});
const HOLDERS: readonly [string, Named][] = [['a table', table], ['a global table', global], ['a bucket', bucket]];

const keyNamed = (resources: object) => {
  const { tables, buckets, keys } = account({ Resources: resources });
  const [arn] = keys.keys();
  return [tables[0]?.encryptionKeyArn ?? buckets[0].encryption.kmsKey?.arn, arn];
};

describe.each(HOLDERS)('%s names a key', (_, make) => {
  test.each<[string, unknown]>([
    ['its id', { Ref: 'Key' }],
    ['its ARN', { 'Fn::GetAtt': ['Key', 'Arn'] }],
    ['an alias', { Ref: 'Alias' }],
    ['the ARN of an alias', `arn:aws:kms:${ENVIRONMENT}:alias/files`],
  ])('by %s, wherever it is declared', (__, name) => {
    const others = { Key: key(), Alias: alias('alias/files') };
    for (const resources of [{ It: make(name), ...others }, { ...others, It: make(name) }]) {
      const [named, arn] = keyNamed(resources);
      expect(named).toBe(arn);
    }
  });

  test.each<[string, unknown]>([
    ['of nobody', '1234abcd-12ab-34cd-56ef-1234567890ab'],
    ['of another Region', 'arn:aws:kms:eu-west-1:123456789012:alias/files'],
    ['of another account', 'arn:aws:kms:us-east-1:999999999999:alias/files'],
    ['of AWS', 'alias/aws/dynamodb'],
    ['called __proto__', '__proto__'],
    ['that is a list', ['a']],
  ])('but none %s', (__, name) => {
    expect(messageOf(() => account({ Resources: { Key: key(), Alias: alias('alias/files'), It: make(name) } }))).toMatch(/KMSMasterKeyI[dD]: got .*, want (a key that these stacks define|text)/);
  });

  test.each<[string, object]>([
    ['asymmetric', { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' }],
    ['for codes', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }],
  ])('but none that is %s', (__, properties) => {
    expect(messageOf(() => account({ Resources: { Key: key(properties), It: make({ Ref: 'Key' }) } }))).toContain('want a symmetric key for encryption');
  });

  test('and may outlive it', () => {
    const retained = stack('A', { Resources: { It: make('1234abcd-12ab-34cd-56ef-1234567890ab') } }, { retained: true });
    const { tables, buckets } = resolveAccount([stack('B', { Resources: {} }), retained]);
    expect(tables[0]?.encryptionKeyArn ?? buckets[0].encryption.kmsKey?.arn).toBe(`arn:aws:kms:${ENVIRONMENT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`);
  });
});

test.each<[string, object]>([
  ['encryption off', { SSEEnabled: false }],
  ['nothing said', {}],
  ['another type', { SSEEnabled: true, SSEType: 'AES256' }],
])('a table takes no key with %s', (_, said) => {
  const It = { Type: 'AWS::DynamoDB::Table', Properties: { ...KEYS, SSESpecification: { ...said, KMSMasterKeyId: { Ref: 'Key' } } } };
  expect(messageOf(() => account({ Resources: { Key: key(), It } }))).toContain('It.SSESpecification.KMSMasterKeyId');
});

test('a bucket knows the names of its key', () => {
  const { buckets: [{ encryption }] } = account({ Resources: { It: bucket({ Ref: 'Alias' }), Key: key(), Alias: alias('alias/files'), More: alias('alias/more') } });
  expect(encryption).toMatchObject({ algorithm: 'aws:kms', bucketKeyEnabled: true, kmsKey: { givenAs: 'alias/files', aliases: ['alias/files', 'alias/more'] } });
});

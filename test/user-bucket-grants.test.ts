import type { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { amazon, google, newStack, resources, statements } from './support';
import type { OwnObjectsOptions } from '../src';
import { OwnAccess, UserBucketGrants, WebIdentityBroker, WebIdentityProvider, WebIdentityUsers } from '../src';

const ACCOUNT = { 'aws:ResourceAccount': '123456789012' };

function granted(options: OwnObjectsOptions, provider = amazon): any[] {
  const stack = newStack();
  const bucket = s3.Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'avatars', account: '123456789012' });
  UserBucketGrants.forBucket(bucket).ownObjects(new WebIdentityUsers(stack, 'Users', { providers: [provider] }), options);
  return statements(stack);
}

const arn = (key: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:s3:::avatars${key}`]] });

test('own folder: objects by ARN, listing by prefix, the bucket\'s account pinned', () => {
  expect(granted({}, google)).toEqual([
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:DeleteObject'],
      Resource: arn('/users/google/${accounts.google.com:sub}/*'),
      Condition: { StringEquals: ACCOUNT },
    },
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: arn(''),
      Condition: { StringEquals: ACCOUNT, StringLike: { 's3:prefix': ['users/google/${accounts.google.com:sub}/*'] } },
    },
  ]);
});

test('raw ids lie right below the prefix, which may be another', () => {
  expect(granted({ prefix: 'a/b/' })[0].Resource).toEqual(arn('/a/b/${www.amazon.com:user_id}/*'));
});

test.each<[OwnAccess, string[]]>([
  [OwnAccess.READ, ['s3:GetObject']],
  [OwnAccess.READ_UPDATE, ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts']],
])('%s grants exactly its actions', (access, actions) => {
  expect([granted({ access })[0].Action].flat()).toEqual(actions);
});

test('shared folders are read and listed, never written', () => {
  const stack = newStack();
  const grants = UserBucketGrants.forBucket(s3.Bucket.fromBucketName(stack, 'Bucket', 'avatars'));
  grants.sharedObjects(new WebIdentityUsers(stack, 'Users', { providers: [amazon] }), 'public/');
  expect(statements(stack)).toEqual([
    expect.objectContaining({ Action: 's3:GetObject', Resource: arn('/public/*') }),
    expect.objectContaining({ Action: 's3:ListBucket', Condition: expect.objectContaining({ StringLike: { 's3:prefix': ['public/*'] } }) }),
  ]);
});

describe('published folders', () => {
  const imported = (stack: Stack) => UserBucketGrants.forBucket(s3.Bucket.fromBucketName(stack, 'Bucket', 'avatars'));
  const broker = (stack: Stack) => new WebIdentityBroker(stack, 'SignIn', { allowGuests: true });

  test('their owner writes and lists, every user reads, nobody lists them all', () => {
    const stack = newStack();
    imported(stack).publishedObjects(new WebIdentityUsers(stack, 'Users', { providers: [google] }));
    expect(statements(stack)).toEqual([
      expect.objectContaining({
        Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:DeleteObject'],
        Resource: arn('/published/google/${accounts.google.com:sub}/*'),
      }),
      expect.objectContaining({ Action: 's3:ListBucket', Condition: expect.objectContaining({ StringLike: { 's3:prefix': ['published/google/${accounts.google.com:sub}/*'] } }) }),
      expect.objectContaining({ Action: 's3:GetObject', Resource: arn('/published/*') }),
    ]);
  });

  test('are listed where one says so, under another prefix, by others, with other rights', () => {
    const stack = newStack();
    const readers = new WebIdentityUsers(stack, 'Readers', { providers: [amazon] });
    imported(stack).publishedObjects(new WebIdentityUsers(stack, 'Users', { providers: [google] }), {
      prefix: 'avatars/', access: OwnAccess.READ_UPDATE, listed: true, readers: [readers],
    });
    const ofReaders = Object.entries(resources(stack, 'AWS::IAM::Policy')).find(([id]) => id.startsWith('Readers'))![1].Properties.PolicyDocument.Statement;
    expect(ofReaders).toEqual([
      expect.objectContaining({ Action: 's3:GetObject', Resource: arn('/avatars/*') }),
      expect.objectContaining({ Action: 's3:ListBucket', Condition: expect.objectContaining({ StringLike: { 's3:prefix': ['avatars/*'] } }) }),
    ]);
    expect(JSON.stringify(statements(stack))).not.toContain('s3:DeleteObject');
  });

  test('are read by guests only if one says so, and never theirs', () => {
    const stack = newStack();
    const { users, guests } = broker(stack);
    const grants = imported(stack);
    const ofGuests = () => Object.keys(resources(stack, 'AWS::IAM::Policy')).filter((id) => id.startsWith('SignInGuests'));
    expect(() => grants.publishedObjects(guests!)).toThrow(/Stack\/Bucket: publishedObjects: got "guests \(Stack\/SignIn\/Guests\).*guests-published/);
    grants.publishedObjects(users, { readers: [users, guests!] });
    expect(ofGuests()).toHaveLength(1);
  });

  test('are told to the check: at the bucket, or at the readers\' role of one that is defined elsewhere', () => {
    const own = newStack();
    UserBucketGrants.forBucket(new s3.Bucket(own, 'Bucket')).publishedObjects(new WebIdentityUsers(own, 'Users', { providers: [amazon] }));
    const [bucket] = Object.values(resources(own, 'AWS::S3::Bucket'));
    expect(bucket.Metadata['cdk-web-identity']).toEqual({ schema: 1, shared: [{ folder: 'published/', access: 'read' }] });
    const stack = newStack();
    imported(stack).publishedObjects(new WebIdentityUsers(stack, 'Users', { providers: [amazon] }));
    const [role] = Object.values(resources(stack, 'AWS::IAM::Role'));
    expect(role.Metadata['cdk-web-identity'].shared).toEqual([{ resources: [arn('/published/')], access: 'read' }]);
  });

  test('lie beside own and shared ones', () => {
    const stack = newStack();
    const users = new WebIdentityUsers(stack, 'Users', { providers: [amazon] });
    const grants = imported(stack);
    grants.ownObjects(users);
    expect(() => grants.publishedObjects(users, { prefix: 'users/' })).toThrow(/published users\/ and own users\/.*folders-overlap/);
    grants.publishedObjects(users);
    expect(() => grants.sharedObjects(users, 'published/news/')).toThrow(/folders-overlap/);
  });

  test('of two sets of users may not be equal', () => {
    const stack = newStack();
    const grants = imported(stack);
    grants.publishedObjects(new WebIdentityUsers(stack, 'Users', { providers: [amazon] }));
    const others = new WebIdentityUsers(stack, 'Others', { providers: [WebIdentityProvider.facebook({ appIds: ['1'] })] });
    expect(() => grants.publishedObjects(others)).toThrow(/publishedObjects.*users-collide/);
  });
});

test('an L1 bucket is as good', () => {
  const stack = newStack();
  UserBucketGrants.forBucket(new s3.CfnBucket(stack, 'Bucket')).ownObjects(new WebIdentityUsers(stack, 'Users', { providers: [amazon] }));
  expect(JSON.stringify(statements(stack)[0].Resource)).toContain('"Fn::GetAtt":["Bucket","Arn"]');
});

describe('a bucket that a customer\'s key encrypts', () => {
  const keyed = (props: s3.BucketProps, access?: OwnAccess) => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key'), ...props });
    UserBucketGrants.forBucket(bucket).ownObjects(new WebIdentityUsers(stack, 'Users', { providers: [amazon] }), { access });
    return statements(stack)[2];
  };

  test('the key is used through S3 only, for that bucket', () => {
    const statement = keyed({ bucketKeyEnabled: true });
    expect(statement.Action).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
    expect(statement.Resource).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
    expect(statement.Condition).toEqual({
      StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' },
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': [{ 'Fn::GetAtt': [expect.stringMatching(/^Bucket/), 'Arn'] }] },
    });
  });

  test('without a bucket key the data key is bound to the user\'s own folder', () => {
    expect(JSON.stringify(keyed({}).Condition.StringLike)).toContain('/users/${www.amazon.com:user_id}/*');
  });

  test('a shared folder is only read: no data key', () => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key') });
    UserBucketGrants.forBucket(bucket).sharedObjects(new WebIdentityUsers(stack, 'Users', { providers: [amazon] }), 'public/');
    expect(statements(stack)[2].Action).toBe('kms:Decrypt');
  });

  test('of an import only the key is known: the data key is bound to the folder', () => {
    const stack = newStack();
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'avatars', encryptionKey: new kms.Key(stack, 'Key') });
    UserBucketGrants.forBucket(bucket).ownObjects(new WebIdentityUsers(stack, 'Users', { providers: [amazon] }));
    expect(JSON.stringify(statements(stack)[2].Condition.StringLike)).toContain(':s3:::avatars/users/${www.amazon.com:user_id}/*');
  });

  test('reading needs no data key', () => {
    expect(keyed({}, OwnAccess.READ).Action).toBe('kms:Decrypt');
  });
});

describe('folders lie side by side', () => {
  const grants = () => {
    const stack = newStack();
    return { stack, grants: UserBucketGrants.forBucket(new s3.Bucket(stack, 'Bucket')), users: new WebIdentityUsers(stack, 'Users', { providers: [amazon] }) };
  };

  test.each<[string, string, string]>([
    ['shared inside own', 'users/', 'users/public/'],
    ['own inside shared', 'all/users/', 'all/'],
    ['one and the same', 'users/', 'users/'],
  ])('fails on %s, whichever comes first', (_, own, shared) => {
    const first = grants();
    first.grants.ownObjects(first.users, { prefix: own });
    expect(() => first.grants.sharedObjects(first.users, shared)).toThrow(/folders-overlap/);
    const second = grants();
    second.grants.sharedObjects(second.users, shared);
    expect(() => second.grants.ownObjects(second.users, { prefix: own })).toThrow(/folders-overlap/);
  });

  test('also over two grants objects of one bucket', () => {
    const { stack, users } = grants();
    const bucket = new s3.Bucket(stack, 'Other');
    UserBucketGrants.forBucket(bucket).ownObjects(users);
    expect(() => UserBucketGrants.forBucket(bucket).sharedObjects(users, 'users/')).toThrow(/folders-overlap/);
  });

  test('fails on two sets of users whose folders could be equal', () => {
    const { stack, grants: bucket, users } = grants();
    bucket.ownObjects(users);
    const others = new WebIdentityUsers(stack, 'Others', { providers: [WebIdentityProvider.facebook({ appIds: ['1'] })] });
    expect(() => bucket.ownObjects(others)).toThrow(/Stack\/Bucket: ownObjects: got "keys of amazon .*users-collide/);
  });

  test('fails on a raw free-text id beside namespaces of another set', () => {
    const { stack, grants: bucket } = grants();
    bucket.ownObjects(new WebIdentityUsers(stack, 'G', { providers: [google] }));
    const raw = WebIdentityProvider.fromOpenIdConnectIssuer({ issuer: 'https://a.example', clientIds: ['a'] });
    expect(() => bucket.ownObjects(new WebIdentityUsers(stack, 'R', { providers: [raw] }))).toThrow(/users-collide/);
  });
});

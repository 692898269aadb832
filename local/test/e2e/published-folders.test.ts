import {
  CreateMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client,
} from '@aws-sdk/client-s3';
import type { PublishedObjectsOptions } from 'cdk-web-identity';
import { WebIdentityBroker, WebIdentityClientConfig, WebIdentityUserBucket } from 'cdk-web-identity';
import { BrokerApp, outcome, templateOf } from './broker-app';
import { readAssembly } from '../../src/assembly';
import { check } from '../../src/check';
import { stackFile } from '../s3/user-bucket';
import { withoutGuardrails } from '../support/twins';

/** Avatars: their owner writes, everybody who signed in reads, guests only where one says so. */

/** Each starts a cloud or two. */
jest.setTimeout(60_000);

const Bucket = 'avatars';

function template(published: Omit<PublishedObjectsOptions, 'readers'> & { readonly guestsRead?: boolean } = {}): any {
  return templateOf((stack) => {
    const { guestsRead, ...options } = published;
    const broker = new WebIdentityBroker(stack, 'SignIn', { allowGuests: true });
    const avatars = new WebIdentityUserBucket(stack, 'Avatars', {
      users: broker.users,
      bucketName: Bucket,
      published: { ...options, readers: guestsRead ? [broker.users, broker.guests!] : undefined },
      sharedPrefixes: ['news/'],
    });
    new WebIdentityClientConfig(stack, 'ClientConfig', { buckets: { avatars }, broker });
  });
}

const put = (client: S3Client, Key: string) => outcome(client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' })));
const get = (client: S3Client, Key: string) => outcome(client.send(new GetObjectCommand({ Bucket, Key })));
const remove = (client: S3Client, Key: string) => outcome(client.send(new DeleteObjectCommand({ Bucket, Key })));
const begin = (client: S3Client, Key: string) => outcome(client.send(new CreateMultipartUploadCommand({ Bucket, Key })));
const list = (client: S3Client, Prefix?: string) => outcome(client.send(new ListObjectsV2Command({ Bucket, Prefix })));

interface People {
  readonly alice: S3Client;
  readonly bob: S3Client;
  readonly guest: S3Client;
  readonly ids: { readonly alice: string; readonly bob: string; readonly guest: string };
}

async function withPeople<T>(of: object, act: (people: People) => Promise<T>): Promise<T> {
  const app = await BrokerApp.start(of);
  try {
    const [alice, bob, guest] = await Promise.all([app.user('alice'), app.user('bob'), app.signIn()]);
    expect(app.config.buckets.avatars.publishedPrefix).toBe('published/');
    expect(await put(app.s3(bob), `published/${bob.identityId}/face.png`)).toBe('allowed');
    expect(await put(app.s3(bob), `users/${bob.identityId}/diary`)).toBe('allowed');
    const ids = { alice: alice.identityId, bob: bob.identityId, guest: guest.identityId };
    return await act({ alice: app.s3(alice), bob: app.s3(bob), guest: app.s3(guest), ids });
  } finally {
    await app.stop();
  }
}

/** Everything that nobody but Bob may do, by the prefix of his folder. */
const intrusions = (client: S3Client, bob: string, own: string): Promise<string>[] => [
  put(client, `published/${bob}/face.png`), put(client, `published/${bob}/new`), remove(client, `published/${bob}/face.png`), begin(client, `published/${bob}/big`),
  put(client, 'published/face.png'), put(client, `published/${bob}x/face.png`), put(client, `published/${own}x/face.png`), put(client, 'news/1'),
  get(client, `users/${bob}/diary`), put(client, `users/${bob}/diary`), list(client), list(client, ''), list(client, 'published'), list(client, 'users/'),
  list(client, `users/${bob}/`),
];

test('the owner writes, others read, nobody else writes, lists or looks beside', async () => {
  await withPeople(template(), async ({ alice, bob, ids }) => {
    expect(await get(alice, `published/${ids.bob}/face.png`)).toBe('allowed');
    expect(await get(bob, `published/${ids.bob}/face.png`)).toBe('allowed');
    expect(await list(bob, `published/${ids.bob}/`)).toBe('allowed');
    expect(await put(alice, `published/${ids.alice}/face.png`)).toBe('allowed');
    expect(await remove(alice, `published/${ids.alice}/face.png`)).toBe('allowed');
    const refused = [...intrusions(alice, ids.bob, ids.alice), list(alice, 'published/'), list(alice, `published/${ids.bob}/`)];
    expect(await Promise.all(refused)).toEqual(refused.map(() => 'AccessDenied'));
  });
});

test('listing is for whom one says so', async () => {
  await withPeople(template({ listed: true }), async ({ alice, ids }) => {
    expect(await Promise.all([list(alice, 'published/'), list(alice, `published/${ids.bob}/`)])).toEqual(['allowed', 'allowed']);
    const refused = intrusions(alice, ids.bob, ids.alice);
    expect(await Promise.all(refused)).toEqual(refused.map(() => 'AccessDenied'));
  });
});

test('guests see nothing', async () => {
  await withPeople(template(), async ({ guest, ids }) => {
    const refused = [
      get(guest, `published/${ids.bob}/face.png`), list(guest, 'published/'), put(guest, `published/${ids.guest}/face.png`), ...intrusions(guest, ids.bob, ids.guest),
    ];
    expect(await Promise.all(refused)).toEqual(refused.map(() => 'AccessDenied'));
  });
});

test('guests read where one says so, and no more', async () => {
  await withPeople(template({ guestsRead: true }), async ({ guest, ids }) => {
    expect(await get(guest, `published/${ids.bob}/face.png`)).toBe('allowed');
    const refused = [list(guest, 'published/'), put(guest, `published/${ids.guest}/face.png`), ...intrusions(guest, ids.bob, ids.guest)];
    expect(await Promise.all(refused)).toEqual(refused.map(() => 'AccessDenied'));
  });
});

describe('guardrails', () => {
  /** What a careless hand put on every role. */
  const widened = (of: any): any => {
    for (const { Type, Properties } of Object.values<any>(of.Resources)) {
      if (Type !== 'AWS::IAM::Role') continue;
      Properties.Policies = [{ PolicyName: 'extra', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] } }];
    }
    return of;
  };
  const attack = (of: any) => withPeople(of, ({ alice, guest, ids }) => Promise.all([
    ...intrusions(alice, ids.bob, ids.alice), list(alice, 'published/'), ...intrusions(guest, ids.bob, ids.guest), list(guest, 'published/'),
  ]));

  test('hold beside s3:* on every role: neither users nor guests get further', async () => {
    const outcomes = await attack(widened(template({ guestsRead: true })));
    expect(outcomes).toEqual(outcomes.map(() => 'AccessDenied'));
  });

  test('are needed: without them each of these is allowed', async () => {
    const outcomes = await attack(widened(withoutGuardrails(template({ guestsRead: true }))));
    // What was deleted is not there to be read; all else goes through.
    expect(outcomes.filter((one) => one !== 'allowed' && one !== 'NoSuchKey')).toEqual([]);
  });

  test('of reading alone are needed, too: without that one everybody writes where all read', async () => {
    const without = (of: any): any => {
      for (const { Type, Properties } of Object.values<any>(of.Resources)) {
        if (Type !== 'AWS::S3::BucketPolicy') continue;
        const { PolicyDocument } = Properties;
        PolicyDocument.Statement = PolicyDocument.Statement.filter(({ NotAction }: any) => NotAction !== 's3:GetObject');
      }
      return of;
    };
    const writes = (of: any) => withPeople(of, ({ alice, guest, ids }) => Promise.all([
      put(alice, `published/${ids.bob}/face.png`), put(alice, 'news/1'), put(guest, `published/${ids.bob}/face.png`),
    ]));
    expect(await writes(widened(template({ guestsRead: true })))).toEqual(Array(3).fill('AccessDenied'));
    expect(await writes(widened(without(template({ guestsRead: true }))))).toEqual(Array(3).fill('allowed'));
  });
});

describe('the isolation check', () => {
  const judged = (of: any) => check(readAssembly(stackFile(of)));

  test.each([{}, { listed: true }, { guestsRead: true }])('finds what is published shared, and no hole: %j', (options) => {
    const { status, findings, matrix } = judged(template(options));
    expect(findings).toEqual([]);
    expect(status).toBe('isolated');
    expect(matrix.some(({ cells }) => cells.others === 'shared')).toBe(true);
  });

  test('finds a hole where nobody says that it is on purpose', () => {
    const of = template();
    for (const resource of Object.values<any>(of.Resources)) if (resource.Type === 'AWS::S3::Bucket') delete resource.Metadata;
    expect(judged(of).findings.map(({ rule, outcome: of_ }) => [of_, rule])).toContainEqual(['hole', 'cross-user-read']);
  });

  test('has nothing to decide in a bucket that is shut for all; one that is shut in part hides no hole', () => {
    const denying = (Resource: string, of: any) => {
      const policy = Object.values<any>(of.Resources).find(({ Type }) => Type === 'AWS::S3::BucketPolicy');
      policy.Properties.PolicyDocument.Statement.push({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource });
      return of;
    };
    const { status, matrix } = judged(denying(`arn:aws:s3:::${Bucket}/*`, template()));
    expect([status, matrix.filter(({ row }) => row === 'read objects').map(({ cells }) => cells.others)]).toEqual(['isolated', ['refused']]);
    const open = template();
    for (const resource of Object.values<any>(open.Resources)) if (resource.Type === 'AWS::S3::Bucket') delete resource.Metadata;
    for (const part of ['users/*', 'published/x*', '']) expect([part, judged(denying(`arn:aws:s3:::${Bucket}/${part}`, structuredClone(open))).status]).toEqual([part, 'hole']);
  });

  test('finds a hole where a write is wider than its owner\'s folder', () => {
    const of = withoutGuardrails(template());
    const policy = Object.values<any>(of.Resources).find(({ Type }) => Type === 'AWS::IAM::Policy');
    policy.Properties.PolicyDocument.Statement.push({ Effect: 'Allow', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/published/*` });
    expect(judged(of).findings.map(({ rule, outcome: of_ }) => [of_, rule])).toContainEqual(['hole', 'cross-user-write']);
  });
});

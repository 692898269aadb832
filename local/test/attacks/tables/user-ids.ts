import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { SignIn } from '../../support/game-scores';
import { BOB, key, TableName, type Arena } from '../arena';
import type { Attack, AttackTable } from '../attack';

const DENIED = 'AccessDeniedException';
const LOGIN = 'https://login.example.com';

/** Signs in and reads an item. */
const reads = (provider: string, user: string, owner: string, options: SignIn = {}) => async ({ game }: Arena) => {
  const client = await game.client(provider, user, options);
  return client.send(new GetCommand({ TableName, Key: key(owner), ProjectionExpression: 'Wins' }));
};

const SIMILAR = [
  '*', '?', 'amzn1.account.*', 'amzn1.account.BO?', 'amzn1.account.BO', 'amzn1.account.BOBB', 'amzn1.account.bob', 'amzn1.account.BOB ', ' amzn1.account.BOB',
  'amzn1.account.BOB\u0301', 'amzn1.account.BOB\0', 'amzn1.account.BOB#1', 'amzn1.account.BOB/1', '%61mzn1.account.BOB', '${www.amazon.com:user_id}', '${*}',
  'amzn1.account.ALICE,amzn1.account.BOB', '["amzn1.account.BOB"]', '__proto__', 'constructor',
];

/** Ids are compared whole, and never read as patterns or variables. */
const similar: Attack[] = SIMILAR.map((user) => [`the id ${JSON.stringify(user)}`, DENIED, reads('amazon', user, BOB)]);

/** The key of another provider's user: ids of several providers share the table (facts 4.4, 16; namespaces). */
const others: Attack[] = [
  ['the same id at Google', DENIED, reads('google', BOB, BOB), 'published'],
  ['the same id at another issuer', DENIED, reads(LOGIN, BOB, BOB), 'published'],
  ['a namespaced key as an id at Google', DENIED, reads('google', 'login#bob', 'login#bob'), 'published'],
  ['a namespaced key as an id at the same issuer', 'AccessDenied', reads(LOGIN, 'login#bob', 'login#bob'), 'published'],
  ['a namespaced key as an id at Amazon', DENIED, reads('amazon', 'bob', 'login#bob')],
];

/** Ids that the trust policy bars: signing in is refused, whatever the rest of the app makes of such a key. */
const barred: Attack[] = [
  ...['bob#1', 'bob/1', 'bob*', 'bob?', 'bob$', '#', '*', '${login.example.com:sub}', '../bob'].map((user): Attack =>
    [`signing in with the id ${JSON.stringify(user)}`, 'AccessDenied', reads(LOGIN, user, user), 'published']),
  ['signing in with an empty id', 'AccessDenied', ({ game }) => game.credentials(LOGIN, ''), 'published'],
];

/** Only the token says who someone is. */
const claimed: Attack[] = [
  ['the id in another claim', DENIED, reads(LOGIN, 'eve', 'login#bob', { claims: { user_id: 'bob', email: 'bob', preferred_username: 'bob' } })],
  ['the id in session tags', 'AccessDenied', reads(LOGIN, 'eve', 'login#bob', {
    claims: { 'https://aws.amazon.com/tags': { principal_tags: { 'login.example.com:sub': ['bob'] } } },
  })],
];

export const userIds: AttackTable = { whose: "items whose owner's id is alike", attacks: [...similar, ...others, ...claimed] };

export const barredIds: AttackTable = { whose: 'keys that could be read as those of another id, with a separator or a wildcard', attacks: barred };

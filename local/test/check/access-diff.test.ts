import { allow, APP, bucket, BUCKET, COGNITO, deny, POOL, policy, provider, role, stack, table, TABLE } from './template';
import type { JsonObject } from '../../src/assembly';
import { check, type CheckOptions } from '../../src/check';

const ID = '${www.amazon.com:user_id}';
const leading = (...ids: string[]): JsonObject => ({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ids }, 'Null': { 'dynamodb:LeadingKeys': 'false' } });
const OWN = leading(ID);
const attributes = (...names: string[]): JsonObject => ({
  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [ID], 'dynamodb:Attributes': ['UserId', 'GameTitle', ...names] },
  'Null': { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
});

/** Each change as `new|lost users: what, whose resource = cell`. */
function changes(before: JsonObject, after: JsonObject, options: CheckOptions = {}): string[] {
  const found = check([{ ...stack(after), name: 'After' }], { ...options, against: [{ ...stack(before), name: 'Before' }] }).changes!;
  return found.map(({ change, users, row, whose, resource, cell }) => `${change} ${users}: ${[row, whose].filter((one) => one !== '').join(', ')}${resource === undefined ? '' : ` ${resource.logicalId}`} = ${cell}`);
}

const USERS = role([allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN)]);
const BEFORE = { Table: table(), Users: USERS };
const usersWith = (...statements: JsonObject[]) => ({ Table: table(), Users: role(statements) });

test('what did not change shows nothing', () => {
  expect(changes(BEFORE, BEFORE)).toEqual([]);
});

test.each<[string, JsonObject]>([
  ['two statements for one', usersWith(allow('dynamodb:PutItem', TABLE, OWN), allow('dynamodb:GetItem', TABLE, OWN))],
  ['a wildcard that matches one literal', usersWith(allow(['dynamodb:GetI*', 'dynamodb:PutItem'], TABLE, OWN))],
  ['another operator for the same values', usersWith(allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [ID] }, 'Null': { 'dynamodb:LeadingKeys': false } }))],
  ['the other name of the same claim', usersWith(allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, leading('${www.amazon.com:user_id}', '${www.amazon.com:sub}')))],
  ['a reference for an ARN', usersWith(allow(['dynamodb:GetItem', 'dynamodb:PutItem'], { 'Fn::GetAtt': ['Table', 'Arn'] }, OWN))],
  ['a Deny of what was never allowed', usersWith(allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN), deny('dynamodb:Scan', '*'))],
  ['the role under another logical id', { Table: table(), Players: USERS }],
  ['a policy of its own', {
    Table: table(),
    Users: role([]),
    Access: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'access', PolicyDocument: policy([allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN)]), Roles: [{ Ref: 'Users' }] } },
  }],
  ['a trust policy of two statements', {
    Table: table(),
    Users: role([allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN)], {}, {
      AssumeRolePolicyDocument: policy(['Equals', 'Like'].map((way) => ({
        Effect: 'Allow', Principal: { Federated: 'www.amazon.com' }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { [`String${way}`]: APP.StringEquals },
      }))),
    }),
  }],
])('the same said otherwise shows nothing: %s', (_, after) => {
  expect(changes(BEFORE, after)).toEqual([]);
  expect(changes(after, BEFORE)).toEqual([]);
});

test.each<[string, JsonObject, JsonObject, string[]]>([
  ['another action', BEFORE, usersWith(allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], TABLE, OWN)), ['new users of amazon: delete items, own Table = allowed']],
  ['an action less', BEFORE, usersWith(allow('dynamodb:GetItem', TABLE, OWN)), ['lost users of amazon: put items, own Table = allowed']],
  ['an unbound action', BEFORE, usersWith(allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN), allow('dynamodb:Scan', TABLE)), ['new users of amazon: scan, everything at once Table = allowed']],
  ['another table', BEFORE, {
    Table: table(), Other: table({ TableName: 'Other' }), Users: role([allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN), allow('dynamodb:GetItem', TABLE.replace('GameScores', 'Other'), OWN)]),
  }, ['new users of amazon: read items, own Other = allowed']],
  ['one more attribute to write', usersWith(allow('dynamodb:UpdateItem', TABLE, attributes('Nickname'))), usersWith(allow('dynamodb:UpdateItem', TABLE, attributes('Nickname', 'IsAdmin'))),
    ['new users of amazon: update items, own Table = allowed']],
  ['attributes without limits', usersWith(allow('dynamodb:UpdateItem', TABLE, attributes('Nickname'))), usersWith(allow('dynamodb:UpdateItem', TABLE, OWN)),
    ['new users of amazon: update items, own Table = allowed']],
  ['a second folder', { Bucket: bucket(), Users: role([allow('s3:GetObject', `${BUCKET}/photos/${ID}/*`)]) },
    { Bucket: bucket(), Users: role([allow('s3:GetObject', [`${BUCKET}/photos/${ID}/*`, `${BUCKET}/notes/${ID}/*`])]) }, ['new users of amazon: read objects, own Bucket = allowed']],
  ['a narrower folder', { Bucket: bucket(), Users: role([allow('s3:GetObject', `${BUCKET}/${ID}/*`)]) }, { Bucket: bucket(), Users: role([allow('s3:GetObject', `${BUCKET}/${ID}/photos/*`)]) },
    ['lost users of amazon: read objects, own Bucket = allowed']],
  ['a key that is everybody\'s', BEFORE, usersWith(allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN), allow('dynamodb:GetItem', TABLE, leading('motd'))),
    ['new users of amazon: read items, another user\'s Table = shared']],
  ['another app', BEFORE, { Table: table(), Users: role([allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN)], { conditions: { StringEquals: { 'www.amazon.com:app_id': ['amzn1.application.game', 'amzn1.application.tv'] } } }) },
    ['new users of amazon: take the role with a token of the app amzn1.application.tv = allowed']],
  ['any app', BEFORE, { Table: table(), Users: role([allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN)], { conditions: {} }) }, ['new users of amazon: take the role with a token of any app = allowed']],
  ['a way out', BEFORE, usersWith(allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN), allow('lambda:InvokeFunction', '*')), ['new users of amazon: lambda:InvokeFunction = allowed']],
  ['a policy that nobody can read', BEFORE, { Table: table(), Users: role([allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, OWN), allow('dynamodb:DeleteItem', TABLE, { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } })]) },
    ['new users of amazon: delete items, own Table = unevaluated', 'new users of amazon: delete items, another user\'s Table = unevaluated']],
])('%s is told', (_, before, after, told) => {
  expect(changes(before, after)).toEqual(told);
  expect(changes(after, before)).toEqual(told.map((one) => (one.startsWith('new') ? one.replace('new', 'lost') : one.replace('lost', 'new'))));
});

test('what two roles exchange is new to the one and lost to the other', () => {
  const ofPool = (amr: string) => ({ 'StringEquals': { 'cognito-identity.amazonaws.com:aud': POOL }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr } });
  const both = (users: string, guests: string) => ({
    Table: table(),
    Users: role([allow(users, TABLE, leading('${cognito-identity.amazonaws.com:sub}'))], { principal: COGNITO, conditions: ofPool('authenticated') }),
    Guests: role([allow(guests, TABLE, leading('${cognito-identity.amazonaws.com:sub}'))], { principal: COGNITO, conditions: ofPool('unauthenticated') }),
  });
  expect(changes(both('dynamodb:PutItem', 'dynamodb:GetItem'), both('dynamodb:GetItem', 'dynamodb:PutItem'))).toEqual([
    'new users of cognito: read items, own Table = allowed',
    'new guests of cognito: put items, own Table = allowed',
    'lost users of cognito: put items, own Table = allowed',
    'lost guests of cognito: read items, own Table = allowed',
  ]);
});

test('ids that were kept out are newcomers', () => {
  const login = (conditions: JsonObject) => ({
    Login: provider(),
    Table: table(),
    Users: role([allow('dynamodb:GetItem', TABLE, leading('${login.example.com:sub}'))], {
      principal: { Federated: { 'Fn::GetAtt': ['Login', 'Arn'] } }, conditions: { StringEquals: { 'login.example.com:aud': 'game', 'login.example.com:oaud': 'game' }, ...conditions },
    }),
  });
  const { changes: found } = check([stack(login({}))], { against: [stack(login({ StringNotLike: { 'login.example.com:sub': '*|*' } }))] });
  expect(found).toMatchObject([{ change: 'new', row: 'take the role with a token of the app game', witness: { user: '|', action: 'sts:AssumeRoleWithWebIdentity' } }]);
});

test('each change has a request that the other version answers otherwise, and the statement that lets it through', () => {
  const { changes: found } = check([stack(usersWith(allow('dynamodb:GetItem', TABLE)))], { against: [stack(usersWith(allow('dynamodb:GetItem', TABLE, OWN)))] });
  expect(found).toMatchObject([{
    change: 'new',
    row: 'read items',
    whose: 'everything at once',
    cell: 'allowed',
    statement: { statement: 0 },
    witness: { user: expect.any(String), signIn: { provider: 'amazon', app: 'amzn1.application.game' }, call: { service: 'dynamodb', operation: 'GetItem' } },
  }]);
});

test('a table that is declared anew to be shared is told, too', () => {
  const open = usersWith(allow('dynamodb:GetItem', TABLE, OWN), allow('dynamodb:Scan', TABLE));
  expect(changes(usersWith(allow('dynamodb:GetItem', TABLE, OWN)), open, { allow: ['read:Table'] })).toEqual(['new users of amazon: scan, another user\'s Table = shared']);
  // What the version of before does not have is no mistake of --allow.
  expect(changes({ Users: role([]) }, open, { allow: ['read:Table'] })).toContain('new users of amazon: scan, another user\'s Table = shared');
});

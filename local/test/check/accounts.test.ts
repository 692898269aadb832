import { allow, role, table, TABLE, told } from './template';
import type { JsonObject, StackTemplate } from '../../src/assembly';
import { check } from '../../src/check';

/** Stages of an app in accounts of their own: each is judged by itself, and told beside the others. */

const [BETA, PROD] = ['111111111111', '222222222222'];
const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
/** The names are the same in every account. */
const app = (name: string, account: string | undefined, condition: JsonObject | undefined = OWN, more: JsonObject = {}): StackTemplate => ({
  name,
  account,
  region: 'us-east-1',
  template: {
    Resources: {
      Table: table(),
      Users: role([allow('dynamodb:GetItem', { 'Fn::GetAtt': ['Table', 'Arn'] }, condition)], {}, { RoleName: 'Players' }),
      ...more,
    },
  },
  tags: new Map(),
  constructPaths: new Map(['Table', 'Users'].map((id) => [id, `${name}/${id}`])),
});
const ANY = {};

test('two accounts, the same in each: isolated, and both are told', () => {
  const { status, findings, matrix } = check([app('Beta', BETA), app('Prod', PROD)]);
  expect([status, findings]).toEqual(['isolated', []]);
  expect(new Set(matrix.map(({ resource }) => resource))).toEqual(new Set(['Beta/Table', 'Prod/Table']));
});

test('a hole in one of them is a hole, and found there', () => {
  const report = check([app('Beta', BETA), app('Prod', PROD, ANY)]);
  expect([report.status, [...new Set(told(report).map((line) => line.replace(/^.*: /, '')))]]).toEqual(['hole', ['Prod/Users Prod/Table']]);
});

test('a policy for a role of another account is none of that role\'s', () => {
  const extra = (condition?: JsonObject) => (
    { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'extra', Roles: ['Players'], PolicyDocument: { Version: '2012-10-17', Statement: [allow('dynamodb:GetItem', '*', condition)] } } });
  const holes = told(check([app('Beta', BETA), app('Prod', PROD, OWN, { Extra: extra() })])).map((line) => line.replace(/^.*: /, ''));
  expect(new Set(holes)).toEqual(new Set(['Prod/Users Prod/Table']));
  const { status, findings } = check([app('Beta', BETA), { ...app('Prod', PROD), template: { Resources: { Table: table(), Extra: extra(OWN) } } }]);
  expect([status, findings.map(({ message }) => message)]).toEqual(['unevaluated', ['the role is not of these templates: whom it trusts is not known']]);
});

test('a stack that leaves its account open belongs to the others while these name one, and to itself where they name two', () => {
  const split = (account: string) => [
    { ...app('Data', account), template: { Resources: { Table: table() } } },
    { ...app('Roles', undefined), template: { Resources: { Users: role([allow('dynamodb:GetItem', TABLE.replace('123456789012', account))]) } } },
  ];
  const found = (stacks: StackTemplate[]) => new Set(check(stacks).findings.map(({ resource }) => resource?.path));
  expect(found(split(BETA))).toEqual(new Set(['Data/Table']));
  // By itself it names a table that no template of its account has.
  expect(found([...split(BETA), app('Prod', PROD)])).toEqual(new Set(['GameScores']));
});

test('what is allowed on purpose may be of any of them', () => {
  const report = (name: string) => check([app('Beta', BETA), app('Prod', PROD, ANY)], { allow: [`read:${name}`] });
  expect(report('Prod/Table').status).toBe('isolated');
  expect(report('Beta/Table').status).toBe('hole');
  expect(() => report('Nobody/Table')).toThrow('--allow: got "Nobody/Table", want one of Table, Table, or an ARN');
});

describe('against a version before', () => {
  const changes = (now: StackTemplate[], against: StackTemplate[]) => check(now, { against }).changes!.map(({ change, role: { path } }) => `${change} ${path}`);

  test.each<[string, StackTemplate[], StackTemplate[], string[]]>([
    ['nothing changed', [app('Beta', BETA), app('Prod', PROD)], [app('Beta', BETA), app('Prod', PROD)], []],
    ['one became wider', [app('Beta', BETA), app('Prod', PROD, ANY)], [app('Beta', BETA), app('Prod', PROD)], ['new Prod/Users']],
    ['one is new', [app('Beta', BETA), app('Prod', PROD)], [app('Beta', BETA)], ['new Prod/Users']],
    ['one is gone', [app('Beta', BETA)], [app('Beta', BETA), app('Prod', PROD)], ['lost Prod/Users']],
    ['one moved to another account', [app('Beta', PROD)], [app('Beta', BETA)], ['new Beta/Users', 'lost Beta/Users']],
  ])('%s', (_, now, before, expected) => {
    expect([...new Set(changes(now, before))]).toEqual(expected);
  });
});

import { controlRequests } from '../../src/cloudformation/authorization';
import { EMPTY_RECORD } from '../../src/cloudformation/record';

const ARN = 'arn:aws:cloudformation:us-east-1:123456789012';
const ROLE = 'arn:aws:iam::123456789012:role/deployer';

const asked = (action: string, input: object = {}) =>
  controlRequests(action, input, EMPTY_RECORD, ARN).map(({ action: name, resource, context }) => [name, resource, Object.fromEntries(context)]);

/** Service Authorization Reference, AWS CloudFormation. */
test.each<[string, object, string]>([
  ['DeleteStack', { StackName: 'Game' }, `${ARN}:stack/Game/*`],
  ['DeleteStack', { StackName: `${ARN}:stack/Game/1` }, `${ARN}:stack/Game/1`],
  ['DescribeStacks', {}, `${ARN}:stack/*/*`],
  ['ExecuteChangeSet', { ChangeSetName: `${ARN}:changeSet/c/1` }, `${ARN}:stack/*/*`],
  ['ListStacks', {}, '*'],
  ['ListExports', {}, '*'],
  ['GetTemplateSummary', {}, '*'],
  ['GetTemplateSummary', { StackName: 'Game' }, `${ARN}:stack/Game/*`],
])('%s of %j is about %s', (action, input, resource) => {
  expect(asked(action, input)).toMatchObject([[`cloudformation:${action}`, resource, {}]]);
});

test.each<[string, object, object]>([
  ['ChangeSetName', { ChangeSetName: 'c' }, { 'cloudformation:changesetname': 'c' }],
  ['TemplateURL', { TemplateURL: 'https://bucket/template' }, { 'cloudformation:templateurl': 'https://bucket/template' }],
  ['ResourceTypes', { ResourceTypes: ['AWS::IAM::*'] }, { 'cloudformation:resourcetypes': ['AWS::IAM::*'] }],
  ['no ResourceTypes', { ResourceTypes: [] }, {}],
  ['Tags', { Tags: [{ Key: 'Team', Value: 'a' }, { Key: 'team', Value: 'b' }] }, { 'aws:requesttag/team': 'b', 'aws:tagkeys': ['Team', 'team'] }],
  ['no Tags', { Tags: [] }, {}],
])('policies can ask for %s', (_, input, context) => {
  expect(asked('CreateChangeSet', { StackName: 'Game', ...input })).toEqual([['cloudformation:CreateChangeSet', `${ARN}:stack/Game/*`, context]]);
});

test('a role for CloudFormation must be one that may be handed over', () => {
  expect(asked('CreateStack', { StackName: 'Game', RoleARN: ROLE })).toEqual([
    ['cloudformation:CreateStack', `${ARN}:stack/Game/*`, { 'cloudformation:rolearn': ROLE }],
    ['iam:PassRole', ROLE, { 'iam:passedtoservice': 'cloudformation.amazonaws.com' }],
  ]);
});

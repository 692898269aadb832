import type { PolicyCase } from '../policy-case';
import { policy, TABLE } from '../policy-case';
import { FGAC, NULL, SETS, VARIABLES } from '../sources';

const USER = 'www.amazon.com:user_id';
const U = `\${${USER}}`;
const READS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const ATTRIBUTES = ['UserId', 'GameTitle', 'Wins', 'Losses', 'TopScore'];

const guard = { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' };
const keysAndAttributes = { 'dynamodb:LeadingKeys': [U], 'dynamodb:Attributes': ATTRIBUTES };
const own = { 'ForAllValues:StringEquals': keysAndAttributes, 'Null': guard };
const reads = (Condition: object, Action: readonly string[] = READS) => ({ Effect: 'Allow', Action, Resource: [TABLE], Condition });
const limited = policy(
  reads({ ...own, StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } }),
  {
    Effect: 'Allow',
    Action: ['dynamodb:UpdateItem'],
    Resource: [TABLE],
    Condition: { ...own, StringEquals: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] } },
  },
);
/** The same statements beside a granted Scan, with the guards and without. */
const guarded = policy(reads({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [U] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } }, ['dynamodb:*']));
const unguarded = policy(reads({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [U] } }, ['dynamodb:*']));
const lax = policy(reads({ 'ForAllValues:StringEquals': keysAndAttributes, 'StringEqualsIfExists': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } }));
const suffixed = policy(reads({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${U}#*`] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } }));

const read = { [USER]: 'u1', 'dynamodb:LeadingKeys': ['u1'], 'dynamodb:Attributes': ['UserId', 'Wins'], 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' };
const write = { [USER]: 'u1', 'dynamodb:LeadingKeys': ['u1'], 'dynamodb:Attributes': ['UserId', 'Wins'], 'dynamodb:ReturnValues': 'NONE' };

function item(
  name: string, source: string, document: object, action: string, context: PolicyCase['context'], effect: PolicyCase['effect'], resource = TABLE,
): PolicyCase {
  return { name, source, identity: [document], action: `dynamodb:${action}`, resource, context, effect };
}

export const ownData: PolicyCase[] = [
  item('own item', FGAC, limited, 'GetItem', read, 'Allowed'),
  item("another user's item", FGAC, limited, 'GetItem', { ...read, 'dynamodb:LeadingKeys': ['u2'] }, 'ImplicitlyDenied'),
  item("own and another user's item", FGAC, limited, 'BatchGetItem', { ...read, 'dynamodb:LeadingKeys': ['u1', 'u2'] }, 'ImplicitlyDenied'),
  item('hidden attribute', FGAC, limited, 'GetItem', { ...read, 'dynamodb:Attributes': ['UserId', 'Banned'] }, 'ImplicitlyDenied'),
  item('no projection', FGAC, limited, 'GetItem', { ...read, 'dynamodb:Select': 'ALL_ATTRIBUTES' }, 'ImplicitlyDenied'),
  item('no attribute named', NULL, limited, 'GetItem', { ...read, 'dynamodb:Attributes': [] }, 'ImplicitlyDenied'),
  item('no key named', NULL, limited, 'Query', { ...read, 'dynamodb:LeadingKeys': [] }, 'ImplicitlyDenied'),
  item('no user', VARIABLES, limited, 'GetItem', { ...read, [USER]: '' }, 'ImplicitlyDenied'),
  item('a user and a key that are empty', VARIABLES, limited, 'GetItem', { ...read, [USER]: '', 'dynamodb:LeadingKeys': [''] }, 'ImplicitlyDenied'),
  item('a user who is a wildcard', VARIABLES, limited, 'GetItem', { ...read, [USER]: '*' }, 'ImplicitlyDenied'),
  item('an index', FGAC, limited, 'Query', read, 'ImplicitlyDenied', `${TABLE}/index/byGame`),
  item('scan', FGAC, limited, 'Scan', read, 'ImplicitlyDenied'),
  item('update', FGAC, limited, 'UpdateItem', write, 'Allowed'),
  item('update that returns all', FGAC, limited, 'UpdateItem', { ...write, 'dynamodb:ReturnValues': 'ALL_NEW' }, 'ImplicitlyDenied'),
  item('put', FGAC, limited, 'PutItem', write, 'ImplicitlyDenied'),
  item('scan under a guard', NULL, guarded, 'Scan', { [USER]: 'u1', 'dynamodb:Attributes': [] }, 'ImplicitlyDenied'),
  item('scan without the guard', SETS, unguarded, 'Scan', { [USER]: 'u1', 'dynamodb:Attributes': [] }, 'Allowed'),
  item('delete the table under a guard', NULL, guarded, 'DeleteTable', { [USER]: 'u1' }, 'ImplicitlyDenied'),
  item('delete the table without the guard', SETS, unguarded, 'DeleteTable', { [USER]: 'u1' }, 'Allowed'),
  item('PartiQL without a key under a guard', NULL, guarded, 'PartiQLSelect', { [USER]: 'u1', 'dynamodb:LeadingKeys': [] }, 'ImplicitlyDenied'),
  item('PartiQL without a key, no guard', SETS, unguarded, 'PartiQLSelect', { [USER]: 'u1', 'dynamodb:LeadingKeys': [] }, 'Allowed'),
  item('lax Select', FGAC, lax, 'GetItem', { ...read, 'dynamodb:Select': 'ALL_ATTRIBUTES' }, 'ImplicitlyDenied'),
  item('key with a suffix', FGAC, suffixed, 'GetItem', { ...read, 'dynamodb:LeadingKeys': ['u1#order1'] }, 'Allowed'),
  item('key with a suffix of a longer id', FGAC, suffixed, 'GetItem', { ...read, 'dynamodb:LeadingKeys': ['u11#order1'] }, 'ImplicitlyDenied'),
  item('key without the suffix', FGAC, suffixed, 'GetItem', { ...read, 'dynamodb:LeadingKeys': ['u1'] }, 'ImplicitlyDenied'),
  item('key with a suffix, user is a wildcard', VARIABLES, suffixed, 'GetItem', { ...read, [USER]: '*', 'dynamodb:LeadingKeys': ['u1#x'] }, 'ImplicitlyDenied'),
];

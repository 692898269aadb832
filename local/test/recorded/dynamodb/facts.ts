/** Recordings of DynamoDB at AWS: what a policy lets a request do, and what an administrator is told. */
const STACKD = 'https://github.com/radkawar/stackd, testdata/aws/dynamodb';

const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table';
export const ATTR = `${ARN}/attr`;
const ELSEWHERE = ATTR.replace('us-east-1', 'us-west-2');

/** The statements of the caller's policy; an administrator has none. */
export type Statements = readonly object[] | 'administrator';

const statement = (Effect: string, verbs: readonly string[], Resource: string, Condition?: object): object =>
  ({ Effect, Action: verbs.map((verb) => `dynamodb:${verb}`), Resource, ...Condition && { Condition } });

const attributes = (...names: string[]): object => ({ 'ForAllValues:StringEquals': { 'dynamodb:Attributes': names } });
const enclosedIn = (operation: string): object => ({ StringEquals: { 'dynamodb:EnclosingOperation': operation } });
const select = statement('Allow', ['PartiQLSelect'], `${ARN}/txn`);
const partiql = (condition: object): object => statement('Allow', ['PartiQLSelect', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete'], `${ARN}/txn`, condition);

const TENANT = [
  statement('Allow', ['GetItem', 'BatchGetItem', 'Query'], `${ARN}/items`, {
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['tenant-a'], 'dynamodb:Attributes': ['pk', 'sk', 'gpk', 'n', 'text', 'doc'] },
    'StringEqualsIfExists': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
  }),
  statement('Allow', ['PartiQLSelect'], `${ARN}/items`),
  statement('Deny', ['PartiQLSelect'], `${ARN}/items`, { Bool: { 'dynamodb:FullTableScan': 'true' } }),
  statement('Allow', ['GetItem'], `${ARN}/txn`, enclosedIn('TransactGetItems')),
  statement('Allow', ['PartiQLSelect'], `${ARN}/txn`, enclosedIn('ExecuteTransaction')),
];
const KEY_AND_ALLOWED = [statement('Allow', ['GetItem', 'UpdateItem', 'PutItem'], ATTR, attributes('pk', 'allowed'))];
const ALLOWED_ONLY = [statement('Allow', ['GetItem', 'UpdateItem', 'PutItem'], ATTR, attributes('allowed'))];
const PUBLIC = [partiql({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['public'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } })];
const KEYS_ONLY = [partiql(attributes('pk', 'sk'))];
const NO_SCAN = [select, statement('Deny', ['PartiQLSelect'], '*', { Bool: { 'dynamodb:FullTableScan': 'true' } })];
const KEYED = [select, statement('Deny', ['PartiQLSelect'], '*', { Null: { 'dynamodb:LeadingKeys': 'true' } })];

const TENANT_KEY = { pk: { S: 'tenant-a' }, sk: { N: '1' } };
const PROBE = { pk: { S: 'probe' } };
export const PROBE_ITEM = { ...PROBE, allowed: { S: 'public' }, secret: { S: 'owned' } };
export const TENANT_ITEM = { ...TENANT_KEY, status: { S: 'left' }, secret: { S: 's' }, doc: { M: { nested: { L: [{ N: '3' }, { N: '4' }] } } } };

const HIDDEN_CHANGE = { UpdateExpression: 'SET secret = :new', ConditionExpression: 'allowed = :i' };
const HIDDEN_CONDITION = { UpdateExpression: 'SET allowed = :new', ConditionExpression: 'secret = :i' };
const CHANGE = {
  TableName: ATTR, Key: PROBE, ExpressionAttributeValues: { ':new': { S: 'x' }, ':i': { S: 'no' } }, ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
};
const ofGroup = (IndexName: string): object => ({
  TableName: 'items', IndexName, KeyConditionExpression: 'gpk = :g', ExpressionAttributeValues: { ':g': { S: 'group' } },
});
const both = { Statement: 'SELECT * FROM "txn" WHERE "pk"=? AND "sk"=?', Parameters: [{ S: 'tenant-a' }, { N: '2' }] };
const keyed = (key: string, list = '*'): object => ({ Statement: `SELECT ${list} FROM "txn" WHERE pk=? AND sk=?`, Parameters: [{ S: key }, { N: '1.250' }] });
const searched = (rest: string): object => ({ Statement: `SELECT pk, sk FROM "txn"${rest}` });

/** Nothing is allowed by it that depends on keys, attributes or scans, and nothing at all is done. */
const PARTIQL = 'PartiQL is refused by name to who may use it, and is judged without its keys';

/** What AWS said: an outcome, the code and message of an error, or what was answered where that was recorded. */
export type Told = 'allowed' | 'denied' | 'denied by a statement' | string | object;

type Row = readonly [number: number, name: string, by: Statements, operation: string, input: object, told: Told, left?: string];

/** Of each recording's file, the answers by their number in it. */
export const facts: ReadonlyArray<readonly [source: string, rows: readonly Row[]]> = [
  [`${STACKD}/data.json`, [
    [45, 'a page is cut before the filter', 'administrator', 'Query', {
      TableName: 'items',
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':pk': { S: 'tenant-a' }, ':s': { S: 'keep' } },
      ConsistentRead: true,
      Limit: 1,
    }, { Items: [], Count: 0, ScannedCount: 1, LastEvaluatedKey: TENANT_KEY }],
    [52, 'a consistent Query of a global index', 'administrator', 'Query', { ...ofGroup('by-gpk'), ConsistentRead: true },
      'ValidationException: Consistent reads are not supported on global secondary indexes'],
    [54, 'an index that is not there', 'administrator', 'Query', ofGroup('missing'), 'ValidationException: The table does not have the specified index: missing'],
    [56, 'a key twice in BatchGetItem', 'administrator', 'BatchGetItem', { RequestItems: { items: { Keys: [TENANT_KEY, TENANT_KEY] } } },
      'ValidationException: Provided list of item keys contains duplicates'],
    [58, 'an item that is not there', 'administrator', 'GetItem', { TableName: 'items', Key: { pk: { S: 'tenant-a' }, sk: { N: '90' } }, ConsistentRead: true }, {}],
    [59, 'put and delete of one key in BatchWriteItem', 'administrator', 'BatchWriteItem', {
      RequestItems: {
        items: [{ PutRequest: { Item: { pk: { S: 'tenant-a' }, sk: { N: '91' } } } }, { DeleteRequest: { Key: { pk: { S: 'tenant-a' }, sk: { N: '91' } } } }],
      },
    }, 'ValidationException: Provided list of item keys contains duplicates'],
    [62, 'a transaction with a token', 'administrator', 'TransactWriteItems', {
      ClientRequestToken: 'e2196d35267947afa315a63f4a331d90',
      ReturnConsumedCapacity: 'TOTAL',
      TransactItems: [{
        Update: {
          TableName: 'items', Key: TENANT_KEY, UpdateExpression: 'ADD #n :inc', ExpressionAttributeNames: { '#n': 'n' }, ExpressionAttributeValues: { ':inc': { N: '1' } },
        },
      }],
    }, 'allowed'],
    [87, 'a hidden attribute in the projection', TENANT, 'GetItem', { TableName: 'items', Key: TENANT_KEY, ProjectionExpression: 'pk, sk, secret' }, 'denied'],
    [89, 'a path within a document counts as its attribute', TENANT, 'GetItem', { TableName: 'items', Key: TENANT_KEY, ProjectionExpression: 'doc.nested[0]' },
      { Item: { doc: { M: { nested: { L: [{ N: '3' }] } } } } }],
    [91, 'a Query that counts', TENANT, 'Query',
      { TableName: 'items', KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'tenant-a' } }, Select: 'COUNT' }, 'denied'],
    [93, 'a Scan', TENANT, 'Scan', { TableName: 'items', ProjectionExpression: 'pk, sk' }, 'denied'],
    [96, 'PartiQL with a key', TENANT, 'ExecuteStatement', { Statement: 'SELECT "pk" FROM "items" WHERE "pk"=?', Parameters: [{ S: 'tenant-a' }] }, 'allowed', PARTIQL],
    [99, 'PartiQL outside of a transaction', TENANT, 'ExecuteStatement', both, 'denied'],
    [100, 'PartiQL in a transaction', TENANT, 'ExecuteTransaction', { TransactStatements: [both] }, 'allowed', PARTIQL],
    [110, 'DescribeTable of no table', 'administrator', 'DescribeTable', { TableName: 'nowhere' },
      'ResourceNotFoundException: Requested resource not found: Table: nowhere not found'],
  ]],
  [`${STACKD}/attributes.json`, [
    [11, 'Attributes alone do not ask for a projection', KEY_AND_ALLOWED, 'GetItem', { TableName: ATTR, Key: PROBE, ConsistentRead: true }, { Item: PROBE_ITEM }],
    [12, 'a hidden attribute in the projection', KEY_AND_ALLOWED, 'GetItem', { TableName: ATTR, Key: PROBE, ProjectionExpression: 'pk, allowed, secret' }, 'denied'],
  ]],
  [`${STACKD}/attribute_boundaries.json`, [
    [16, 'a hidden attribute changed', KEY_AND_ALLOWED, 'UpdateItem', { ...CHANGE, ...HIDDEN_CHANGE }, 'denied'],
    [17, 'a hidden attribute in the condition', KEY_AND_ALLOWED, 'UpdateItem', { ...CHANGE, ...HIDDEN_CONDITION }, 'denied'],
    [19, 'a hidden attribute put', KEY_AND_ALLOWED, 'PutItem', { TableName: ATTR, Item: PROBE_ITEM, ReturnValues: 'ALL_OLD' }, 'denied'],
    [23, 'a key that is not listed, no projection', ALLOWED_ONLY, 'GetItem', { TableName: ATTR, Key: PROBE }, 'denied'],
    [24, 'a key that is not listed, a projection of what is', ALLOWED_ONLY, 'GetItem', { TableName: ATTR, Key: PROBE, ProjectionExpression: 'allowed' }, 'denied'],
  ]],
  [`${STACKD}/policies.json`, [
    [6, 'DescribeTable by ARN', 'administrator', 'DescribeTable', { TableName: ATTR }, 'allowed'],
    [7, 'DescribeTable by an ARN of another Region', 'administrator', 'DescribeTable', { TableName: ELSEWHERE },
      `ValidationException: 1 validation error detected: Invalid AWS region in '${ELSEWHERE}'`],
    [8, 'GetItem by an ARN of another Region', 'administrator', 'GetItem', { TableName: ELSEWHERE, Key: PROBE },
      `ValidationException: 1 validation error detected: Value '${ELSEWHERE}' at 'tableName' failed to satisfy constraint: Invalid AWS region`],
    [59, 'no policy at all', [], 'GetItem', { TableName: ATTR, Key: PROBE }, 'denied'],
  ]],
  [`${STACKD}/partiql_authorization.json`, [
    [2, 'of a batch, each statement by itself', PUBLIC, 'BatchExecuteStatement', { Statements: [keyed('public'), keyed('denied')] }, { entries: ['Success', 'AccessDenied'] }, PARTIQL],
    [4, 'a statement with the key', PUBLIC, 'ExecuteStatement', keyed('public'), 'allowed', PARTIQL],
    [10, 'a transaction with a hidden attribute', KEYS_ONLY, 'ExecuteTransaction', { TransactStatements: [keyed('public', 'secret')] },
      'TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [AccessDenied]', PARTIQL],
  ]],
  [`${STACKD}/partiql_scan_authorization.json`, [
    [23, 'two bounds on the sort key are a scan', NO_SCAN, 'ExecuteStatement', searched(" WHERE pk='a' AND sk>0 AND sk<20"), 'denied by a statement', PARTIQL],
    [25, 'OR on the sort key is none', NO_SCAN, 'ExecuteStatement', searched(" WHERE pk='a' AND (sk<3 OR sk>=10)"), 'allowed', PARTIQL],
    [27, 'ORDER BY of a scan', NO_SCAN, 'ExecuteStatement', searched(" WHERE pk='a' AND sk>0 AND sk<20 ORDER BY sk"),
      'ValidationException: Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.', PARTIQL],
    [37, 'a scan has no leading keys', KEYED, 'ExecuteStatement', searched(''), 'denied by a statement'],
    [39, 'two bounds on the sort key leave no leading keys', KEYED, 'ExecuteStatement', searched(" WHERE pk='a' AND sk>0 AND sk<20"), 'denied by a statement'],
    [41, 'OR on the sort key leaves them', KEYED, 'ExecuteStatement', searched(" WHERE pk='a' AND (sk<3 OR sk>=10)"), 'allowed', PARTIQL],
    [42, 'two keys leave none', KEYED, 'ExecuteStatement', searched(" WHERE pk='a' AND pk='b'"), 'denied by a statement'],
  ]],
];

export const BODY_SOURCE = `${STACKD}/batch_request_size.json`;

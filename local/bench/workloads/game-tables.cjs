// Synthesizes so many game tables, `by-hand` or with `constructs`, in stacks of 100; prints the CPU
// milliseconds of this process. `own` gives each table users of its own, `shared` one set per stack.
const { App, Stack } = require('aws-cdk-lib');
const dynamodb = require('aws-cdk-lib/aws-dynamodb');
const iam = require('aws-cdk-lib/aws-iam');
const { mkdtempSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const TABLES_PER_STACK = 100;
const ATTRIBUTES = ['Wins', 'Losses', 'TopScore', 'TopScoreDateTime'];
const [, , kind, users, count] = process.argv;

const BUILDERS = {
  'constructs': (stack, i, shared) => {
    const { WebIdentityGameTable } = require('cdk-web-identity');
    new WebIdentityGameTable(stack, `Scores${i}`, { ...(shared ? { users: shared } : { providers: [amazon(i)] }), attributes: ATTRIBUTES });
  },
  'by-hand': (stack, i) => byHand(stack, i),
};

const outdir = mkdtempSync(join(tmpdir(), 'cdk-web-identity-bench-'));
const app = new App({ outdir });
for (let stack, shared, i = 0; i < Number(count); i += 1) {
  if (i % TABLES_PER_STACK === 0) {
    stack = new Stack(app, `Stack${i / TABLES_PER_STACK}`);
    shared = users === 'shared' ? new (require('cdk-web-identity').WebIdentityUsers)(stack, 'Users', { providers: [amazon(i)] }) : undefined;
  }
  BUILDERS[kind](stack, i, shared);
}
app.synth();
const { user, system } = process.cpuUsage();
const policies = readdirSync(outdir).filter((file) => file.endsWith('.template.json'))
  .flatMap((file) => Object.values(JSON.parse(readFileSync(join(outdir, file), 'utf8')).Resources))
  .filter((resource) => resource.Type === 'AWS::IAM::Policy' || resource.Type === 'AWS::IAM::Role')
  .map((resource) => JSON.stringify(resource.Properties.PolicyDocument ?? resource.Properties.AssumeRolePolicyDocument));
rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ cpuMs: (user + system) / 1000, policies: policies.length, policyBytes: policies.join('').length }));

function amazon(i) {
  return require('cdk-web-identity').WebIdentityProvider.loginWithAmazon({ appIds: [`amzn1.application.${i}`] });
}

/** What a careful author writes: the same table, role, guarded statements and denies. */
function byHand(stack, i) {
  const table = new dynamodb.TableV2(stack, `Table${i}`, {
    partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'GameTitle', type: dynamodb.AttributeType.STRING },
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
  const role = new iam.Role(stack, `Role${i}`, {
    description: 'Users signed in by amazon',
    assumedBy: new iam.WebIdentityPrincipal('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': [`amzn1.application.${i}`] } }),
  });
  const own = { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'], 'dynamodb:Attributes': ['UserId', 'GameTitle', ...ATTRIBUTES] };
  const guarded = {
    'ForAllValues:StringEquals': own,
    'Null': { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
    'StringEqualsIfExists': { 'dynamodb:ReturnConsumedCapacity': 'NONE' },
  };
  const allow = (actions, conditions) => role.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources: [table.tableArn], conditions }));
  allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], { ...guarded, StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } });
  allow(['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], {
    ...guarded, StringEquals: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
  });
  allow(['dynamodb:BatchWriteItem'], guarded);
  const deny = (conditions) => role.addToPrincipalPolicy(new iam.PolicyStatement({
    effect: iam.Effect.DENY, actions: ['dynamodb:*'], resources: [table.tableArn, `${table.tableArn}/*`], conditions,
  }));
  deny({ Null: { 'dynamodb:LeadingKeys': 'true' } });
  deny({ 'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': own['dynamodb:LeadingKeys'] } });
}

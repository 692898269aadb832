/** What one table and one bucket need for users' own data: five statements, as the constructs emit them. */
export function ownDataStatements(name) {
  const table = `arn:aws:dynamodb:us-east-1:123456789012:table/${name}`;
  const attributes = ['UserId', 'GameTitle', 'Wins', 'Losses', 'TopScore', 'TopScoreDateTime'];
  const own = { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'], 'dynamodb:Attributes': attributes };
  const there = { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' };
  const allow = (actions, resource, condition) => ({ Effect: 'Allow', Action: actions, Resource: [resource], Condition: condition });
  return [
    allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], table,
      { 'ForAllValues:StringEquals': own, 'Null': there, 'StringEquals': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } }),
    allow(['dynamodb:UpdateItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], table,
      { 'ForAllValues:StringEquals': own, 'Null': there, 'StringEquals': { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] } }),
    allow(['dynamodb:BatchWriteItem'], table, { 'ForAllValues:StringEquals': own, 'Null': there }),
    allow(['dynamodb:Query'], `${table}/index/ByScore`, {
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },
      'Null': { 'dynamodb:Attributes': 'false' },
      'StringEquals': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    }),
    allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], `arn:aws:s3:::${name.toLowerCase()}/users/\${www.amazon.com:user_id}/*`,
      { StringEquals: { 'aws:ResourceAccount': '123456789012' } }),
  ];
}

/** A read of one item, by many users, so that nothing depends on one of them being looked up again and again. */
export function reads(name, foreign) {
  return Array.from({ length: 64 }, (_, i) => ({
    action: 'dynamodb:GetItem',
    resource: `arn:aws:dynamodb:us-east-1:123456789012:table/${name}`,
    context: new Map([
      ['aws:currenttime', '2026-11-22T10:00:00Z'],
      ['aws:sourceip', '127.0.0.1'],
      ['aws:principaltype', 'AssumedRole'],
      ['www.amazon.com:app_id', 'amzn1.application.game'],
      ['www.amazon.com:user_id', `amzn1.account.USER${i}`],
      ['dynamodb:leadingkeys', [foreign ? 'amzn1.account.SOMEBODY' : `amzn1.account.USER${i}`]],
      ['dynamodb:attributes', ['UserId', 'GameTitle', 'Wins', 'TopScore']],
      ['dynamodb:select', 'SPECIFIC_ATTRIBUTES'],
    ]),
  }));
}

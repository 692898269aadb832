import { allow, policy } from './policy-case';

/** A trust policy's statement. */
export const trustStatement = { Effect: 'Allow', Principal: { Federated: 'accounts.google.com' }, Action: 'sts:AssumeRoleWithWebIdentity' };

/** Documents that are no policies, and where they say they are wrong. */
export const malformedDocuments: readonly (readonly [name: string, document: unknown, message: string])[] = [
  ['no object', 'x', 'policy must be an object, got string'],
  ['null', null, 'policy must be an object, got null'],
  ['an array', [], 'policy must be an object, got an array'],
  ['no statement', { Version: '2012-10-17' }, 'policy: Statement is missing'],
  ['an empty statement list', policy(), 'policy: Statement must not be empty'],
  ['unknown top element', { ...policy(allow()), Statements: [] }, 'policy: unknown element "Statements"'],
  ['unknown version', { Version: '2020-01-01', Statement: allow() }, 'policy: Version must be 2012-10-17 or 2008-10-17, got "2020-01-01"'],
  ['a statement that is no object', policy(allow(), 'x' as never), 'statement 2 must be an object, got string'],
  ['no effect', policy(allow({ Effect: undefined })), 'statement 1: Effect must be Allow or Deny, got undefined'],
  ['effect in lower case', policy(allow({ Effect: 'allow' })), 'statement 1: Effect must be Allow or Deny, got "allow"'],
  ['no action', policy({ Effect: 'Allow', Resource: '*' }), 'statement 1: Action or NotAction is missing'],
  ['action and NotAction', policy(allow({ NotAction: '*' })), 'statement 1: Action and NotAction exclude each other'],
  ['an action that is no string', policy(allow({ Action: [1] })), 'statement 1: Action must be a string, got number'],
  ['an empty list of actions', policy(allow({ Action: [] })), 'statement 1: Action must not be empty'],
  ['no resource', policy({ Effect: 'Allow', Action: '*' }), 'statement 1: Resource or NotResource is missing'],
  ['resource and NotResource', policy(allow({ NotResource: '*' })), 'statement 1: Resource and NotResource exclude each other'],
  ['an unresolved resource', policy(allow({ Resource: { 'Fn::GetAtt': ['T', 'Arn'] } })), 'statement 1: Resource must be a string, got object'],
  ['an open brace', policy(allow({ Resource: 'arn:aws:s3:::b/${x' })), 'statement 1: Resource: missing brace in variable: b/${x'],
  ['Principal of a wrong kind', policy({ ...trustStatement, Principal: 'me' }), 'statement 1: Principal must be "*" or an object, got "me"'],
  ['Principal and NotPrincipal', policy({ ...trustStatement, NotPrincipal: '*' }), 'statement 1: Principal and NotPrincipal exclude each other'],
  ['a Principal in one statement only', policy(trustStatement, allow()), 'statement 2: no Principal, but statement 1 has one'],
  ['a Principal in the last statement only', policy(allow(), trustStatement), 'statement 1: no Principal, but statement 2 has one'],
  ['a condition that is no object', policy(allow({ Condition: 'x' })), 'statement 1: Condition must be an object, got string'],
  ['an operator without keys', policy(allow({ Condition: { Bool: true } })), 'statement 1: Condition Bool must be an object, got boolean'],
  ['a wanted object', policy(allow({ Condition: { Bool: { x: {} } } })), 'statement 1: Condition Bool x must be a string, got object'],
  ['an empty variable', policy(allow({ Condition: { StringLike: { x: '${}' } } })), 'statement 1: Condition StringLike x: empty variable: ${}'],
  ['a blank before the name of a variable', policy(allow({ Resource: 'arn:aws:s3:::b/${ a}' })), 'statement 1: Resource: blank around the name of a variable: ${ a}'],
  ['a blank after it', policy(allow({ Condition: { StringLike: { x: "${a , 'b'}" } } })), "statement 1: Condition StringLike x: blank around the name of a variable: ${a , 'b'}"],
  ['a default without a blank', policy(allow({ Condition: { StringLike: { x: "${a,'b'}" } } })), "statement 1: Condition StringLike x: a default follows a comma and one blank: ${a,'b'}"],
  ['a default after two', policy(allow({ Condition: { StringLike: { x: "${a,  'b'}" } } })), "statement 1: Condition StringLike x: a default follows a comma and one blank: ${a,  'b'}"],
  ['a default before a blank', policy(allow({ Condition: { StringLike: { x: "${a, 'b' }" } } })), "statement 1: Condition StringLike x: a default follows a comma and one blank: ${a, 'b' }"],
  ['a default of half a quote', policy(allow({ Condition: { StringLike: { x: "${a, '}" } } })), "statement 1: Condition StringLike x: missing quote in variable: ${a, '}"],
  ['no base64', policy(allow({ Condition: { BinaryEquals: { x: 'no-binary' } } })), 'statement 1: Condition BinaryEquals x: a binary value must be base64, got "no-binary"'],
  ['base64 without its end', policy(allow({ Condition: { BinaryEquals: { x: ['YQ==', 'YQ'] } } })), 'statement 1: Condition BinaryEquals x: a binary value must be base64, got "YQ"'],
  ['a number that JSON rounds', policy(allow({ Condition: { NumericEquals: { x: 2 ** 53 } } })), 'statement 1: Condition NumericEquals x: a number beyond 2^53 must be a string, got 9007199254740992'],
  ['a default without quotes', policy(allow({ Condition: { StringLike: { x: '${a, b}' } } })), 'statement 1: Condition StringLike x: missing quote in variable: ${a, b}'],
];

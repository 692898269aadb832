import { signed } from '../../gateway/support';
import { ALICE, BOB, TableName, type Arena } from '../arena';
import type { AttackTable } from '../attack';

const DENIED = 'AccessDeniedException';
const INVALID = 'ValidationException';
const MALFORMED = 'SerializationException';

const keyOf = (user: string) => `{"UserId":{"S":"${user}"},"GameTitle":{"S":"Chess"}}`;
const request = (members: string) => `{"TableName":"${TableName}","ProjectionExpression":"Wins",${members}}`;
const OWN = request(`"Key":${keyOf(ALICE)}`);
const FOREIGN = request(`"Key":${keyOf(BOB)}`);

const sends = (body: string, operation = 'GetItem') => (arena: Arena) => arena.raw(operation, body);
const gets = (members: string) => sends(request(members));
const puts = (members: string) => sends(`{"TableName":"${TableName}","Item":{"UserId":{"S":"${ALICE}"},"GameTitle":{"S":"Chess"},${members}}}`, 'PutItem');

/** Signs one body and sends another, or with other headers. */
const bends = (change: (headers: string[]) => string[], body = OWN) => async (arena: Arena) => {
  const { headers } = await signed(arena.game.cloud, arena.keys.alice, 'dynamodb', OWN, { 'x-amz-target': 'DynamoDB_20120810.GetItem' });
  return arena.raw('GetItem', OWN, { headers: change(headers), body });
};

const without = (name: string) => (headers: string[]) => headers.filter((_, i) => headers[i - i % 2].toLowerCase() !== name);

/** No attack: the last key is the own one. */
export const OWN_KEY_LAST = gets(`"Key":${keyOf(BOB)},"Key":${keyOf(ALICE)},"ProjectionExpression":"TopScore"`);

/** What is decided on is what is done: of members given twice the last one counts, for both. */
export const requestBytes: AttackTable = {
  whose: "Bob's item, or the own one with more than the projection, by requests that no SDK sends",
  attacks: [
    ['a key twice, the foreign one last', DENIED, gets(`"Key":${keyOf(ALICE)},"Key":${keyOf(BOB)}`)],
    ['an id twice in a key, the foreign one last', DENIED, gets(`"Key":{"UserId":{"S":"${ALICE}"},"UserId":{"S":"${BOB}"},"GameTitle":{"S":"Chess"}}`)],
    ['a value twice in an id, the foreign one last', DENIED, gets(`"Key":{"UserId":{"S":"${ALICE}","S":"${BOB}"},"GameTitle":{"S":"Chess"}}`)],
    ['a key twice, the foreign one escaped', DENIED, gets(`"Key":${keyOf(ALICE)},"\\u004bey":${keyOf(BOB)}`)],
    ['a table twice, the foreign one last', DENIED, gets(`"Key":${keyOf(ALICE)},"TableName":"OtherScores"`)],
    ['a projection twice, none at last', DENIED, gets(`"Key":${keyOf(ALICE)},"ProjectionExpression":null`)],
    ['a projection twice, the hidden one last', DENIED, gets(`"Key":${keyOf(ALICE)},"ProjectionExpression":"Coins"`)],
    ['an alias twice, the hidden one last', DENIED,
      gets(`"Key":${keyOf(ALICE)},"ProjectionExpression":"#a","ExpressionAttributeNames":{"#a":"Wins","#a":"Coins"}`)],
    ['a foreign id, escaped', DENIED, gets(`"Key":${keyOf(BOB).replace('BOB', '\\u0042OB')}`)],
    ['an id of two types', INVALID, gets(`"Key":{"UserId":{"S":"${ALICE}","B":"Qk9C"},"GameTitle":{"S":"Chess"}}`)],
    ['an id in a list', INVALID, gets(`"Key":{"UserId":{"SS":["${ALICE}","${BOB}"]},"GameTitle":{"S":"Chess"}}`)],
    ['an id that is null', INVALID, gets('"Key":{"UserId":null,"GameTitle":{"S":"Chess"}}')],
    ['a key in a list', MALFORMED, gets(`"Key":[${keyOf(ALICE)},${keyOf(BOB)}]`)],
    ['half a key', INVALID, gets(`"Key":{"UserId":{"S":"${ALICE}"}}`)],
    ['a key with more than its attributes', INVALID, gets(`"Key":{"UserId":{"S":"${ALICE}"},"GameTitle":{"S":"Chess"},"TopScore":{"N":"1"}}`)],
    ['a key in __proto__', INVALID, gets(`"__proto__":{"Key":${keyOf(BOB)}}`)],
    ['a key beside one in __proto__', INVALID, gets(`"Key":${keyOf(ALICE)},"__proto__":{"Key":${keyOf(BOB)}}`)],
    ['an id in __proto__', INVALID, gets(`"Key":{"__proto__":{"UserId":{"S":"${BOB}"}},"GameTitle":{"S":"Chess"}}`)],
    ['__proto__ as an attribute', INVALID, puts('"__proto__":{"M":{"Coins":{"S":"x"}}}')],
    ['__proto__ as a nested attribute', INVALID, puts('"Wins":{"M":{"__proto__":{"S":"x"}}}')],
    ['constructor as an attribute', INVALID, puts('"constructor":{"S":"x"}')],
    ['__proto__ in a projection', INVALID, gets(`"Key":${keyOf(ALICE)},"ProjectionExpression":"__proto__"`)],
    ['__proto__ behind an alias', INVALID, gets(`"Key":${keyOf(ALICE)},"ProjectionExpression":"#p","ExpressionAttributeNames":{"#p":"__proto__"}`)],
    ['__proto__ as a table in a batch', INVALID, sends(`{"RequestItems":{"__proto__":{"Keys":[${keyOf(BOB)}],"ProjectionExpression":"Wins"}}}`, 'BatchGetItem')],
    ['a parameter that does not exist', INVALID, gets(`"Key":${keyOf(ALICE)},"Keys":[${keyOf(BOB)}]`)],
    ['a parameter of another operation', INVALID, gets(`"Key":${keyOf(ALICE)},"IndexName":"ByTitle"`)],
    ['a parameter in lower case', INVALID, gets(`"Key":${keyOf(ALICE)},"key":${keyOf(BOB)}`)],
    ['a lone surrogate', INVALID, gets(`"Key":${keyOf('\\ud800')}`)],
    ['no JSON', MALFORMED, sends('UserId=BOB')],
    ['two requests in one body', MALFORMED, sends(OWN + FOREIGN)],
    ['a list of requests', MALFORMED, sends(`[${OWN},${FOREIGN}]`)],
    ['nothing', MALFORMED, sends('')],
    ['an operation that does not exist', 'UnknownOperationException', sends(FOREIGN, '__proto__')],
    ['no operation', 'UnknownOperationException', sends(FOREIGN, '')],
    ['an attribute of more than 400 KB', INVALID, puts(`"Wins":{"S":"${'x'.repeat(410_000)}"}`)],
    ['an expression of more than 4 KB', INVALID, gets(`"Key":${keyOf(ALICE)},"ProjectionExpression":"${'Wins,'.repeat(900)}TopScore"`)],
    ['a value of 1,000 levels', INVALID, puts(`"Wins":${'{"L":['.repeat(1_000)}${']}'.repeat(1_000)}`)],
    ['a body of more than 16 MB', 'RequestEntityTooLarge', puts(`"Wins":{"S":"${'x'.repeat(17 * 1024 * 1024)}"}`)],
    ['another body than was signed', 'InvalidSignatureException', bends((headers) => headers, FOREIGN)],
    ['another operation than was signed', 'InvalidSignatureException', bends((headers) => headers.map((text) => text.replace('.GetItem', '.Scan')))],
    ['two operations', 'MalformedHttpRequestException', bends((headers) => [...headers, 'x-amz-target', 'DynamoDB_20120810.Scan'])],
    ['no signature', 'MissingAuthenticationTokenException', bends(without('authorization'), FOREIGN)],
    ['no session token', 'InvalidSignatureException', bends(without('x-amz-security-token'))],
  ],
};

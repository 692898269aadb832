import { DynamoDbError } from '../../../dynamodb/errors';
import { isObject } from '../../../dynamodb/request/is-object';
import type { Answer } from '../../dynamodb/dynamodb-engine';
import type { RemoteServer } from '../remote-server';

/** The members that DynamoDB's errors have beside their message. */
const ERROR_MEMBERS = ['CancellationReasons', 'Item'];

/** What engines answer to keys that they do not know. */
const KEYS_REFUSED = /^(AccessDenied|IncompleteSignature|InvalidAccessKeyId|InvalidClientTokenId|InvalidSignature|MissingAuthenticationToken|NotAuthorized|SignatureDoesNotMatch|UnrecognizedClient)/;

/** One operation of DynamoDB on another engine. Throws the engine's error as DynamoDB's own. */
export async function callDynamoDb(server: RemoteServer, operation: string, input: object): Promise<Answer> {
  const { status, body } = await server.send({
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: JSON.stringify(input),
  });
  const answer = parse(body);
  if (answer === undefined) throw server.nonsense();
  if (status === 200) return answer;
  throw errorOf(status, answer, server);
}

function parse(body: Buffer): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(body.toString('utf8'));
    return isObject(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function errorOf(status: number, { __type, message, Message, ...members }: Answer, server: RemoteServer): Error {
  const code = String(__type).replace(/^.*#/, '');
  const text = message ?? Message ?? '';
  if (KEYS_REFUSED.test(code)) return server.refused(code);
  if (status < 400 || typeof __type !== 'string' || !/^\w{1,100}$/.test(code) || typeof text !== 'string') return server.nonsense();
  return new DynamoDbError(code, text, status, Object.fromEntries(Object.entries(members).filter(([name]) => ERROR_MEMBERS.includes(name))));
}

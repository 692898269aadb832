import { createHash } from 'node:crypto';
import { invalidParameter, missingParameter } from './errors';
import { jsonMembers } from '../json-members';

/** What a message brings beside its body. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export type MessageAttributes = ReadonlyMap<string, MessageAttribute>;

const MAX_ATTRIBUTES = 10;
/** Amazon SQS Developer Guide, "Amazon SQS message attribute components". */
const NAME = /^(?!AWS\.|Amazon\.)(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/i;
const TYPE = /^(?:String|Number|Binary)(?:\.[\w.-]{1,256})?$/;
/** The XML characters that a message may have (API reference of SendMessage). */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

export function text(value: unknown, name: string): string {
  if (value === undefined) throw missingParameter(name);
  if (typeof value !== 'string' || value === '') throw invalidParameter(`Value ${JSON.stringify(value)?.slice(0, 64)} for parameter ${name} is invalid. Reason: Must be a text that is not empty.`);
  return value;
}

/** A number of a range, or its default. */
export function integer<T>(value: unknown, name: string, [least, most]: readonly [number, number], usual: T): number | T {
  if (value === undefined) return usual;
  const number = Number(value);
  if (typeof value === 'object' || !Number.isInteger(number) || number < least || number > most) {
    throw invalidParameter(`Value ${JSON.stringify(value).slice(0, 64)} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`);
  }
  return number;
}

export function list(value: unknown, name: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw invalidParameter(`Value for parameter ${name} is invalid. Reason: Must be a list.`);
  return value;
}

export function texts(value: unknown, name: string): readonly string[] {
  return list(value, name).map((item) => text(item, name));
}

export function messageBody(value: unknown): string {
  const body = text(value, 'MessageBody');
  if (FORBIDDEN.test(body)) throw invalidParameter('Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF');
  return body;
}

export function messageAttributes(value: unknown): MessageAttributes {
  if (value === undefined) return new Map();
  const named = [...jsonMembers(value, Object.keys(value as object))].map(([name, attribute]) => [name, messageAttribute(name, attribute)] as const);
  if (named.length > MAX_ATTRIBUTES) throw invalidParameter(`Number of message attributes [${named.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`);
  return new Map(named);
}

function messageAttribute(name: string, value: unknown): MessageAttribute {
  const members = jsonMembers(value, ['BinaryValue', 'DataType', 'StringValue']);
  const DataType = text(members.get('DataType'), `MessageAttributes.${name}.DataType`);
  if (!NAME.test(name) || !TYPE.test(DataType)) throw invalidParameter(`The message attribute '${name.slice(0, 64)}' has an invalid name or type.`);
  const kind = DataType.startsWith('Binary') ? 'BinaryValue' : 'StringValue';
  const other = members.has(kind === 'BinaryValue' ? 'StringValue' : 'BinaryValue');
  const given = members.get(kind);
  if (other || typeof given !== 'string' || given === '') throw invalidParameter(`The message attribute '${name}' must contain a non-empty ${kind}.`);
  if (DataType.startsWith('Number') && !Number.isFinite(Number(given))) throw invalidParameter(`Can't cast the value of message attribute '${name}' to a number.`);
  return { DataType, [kind]: given };
}

export function sizeOf(body: string, attributes: MessageAttributes): number {
  const parts = [...attributes].flatMap(([name, { DataType, StringValue, BinaryValue }]) => [name, DataType, StringValue ?? Buffer.from(BinaryValue!, 'base64')]);
  return [body, ...parts].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}

export function md5(value: string | Buffer): string {
  return createHash('md5').update(value).digest('hex');
}

/** Amazon SQS Developer Guide, "Calculating the MD5 message digest for message attributes". */
export function attributesDigest(attributes: MessageAttributes): string | undefined {
  if (attributes.size === 0) return undefined;
  const sized = (value: string | Buffer): Buffer => {
    const bytes = Buffer.from(value as string);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    return Buffer.concat([size, bytes]);
  };
  const inOrder = [...attributes].sort(([left], [right]) => (left < right ? -1 : 1));
  return md5(Buffer.concat(inOrder.flatMap(([name, { DataType, StringValue, BinaryValue }]) => [
    sized(name), sized(DataType), Buffer.from([StringValue === undefined ? 2 : 1]), sized(StringValue ?? Buffer.from(BinaryValue!, 'base64')),
  ])));
}

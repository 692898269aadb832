import type { Environment } from '../../assembly';
import { actionRequests, parseRequest, type Table } from '../../dynamodb';
import { partitionAttributes, type KeySchemaElement, type SecondaryIndex } from '../../dynamodb/table';
import type { AuthorizationRequest } from '../../iam';
import type { Access } from '../judge/reach';

/** A request to DynamoDB, as a client sends it. */
export interface TableCall {
  /** What is done, for people; also the row of the matrix. */
  readonly row: string;
  readonly access: Access;
  readonly operation: string;
  readonly input: { readonly [name: string]: unknown };
  /** In IAM's terms: each must be allowed. */
  readonly requests: readonly AuthorizationRequest[];
}

/** Which attributes a request names beside the key, and asks for. */
interface Wish {
  readonly attributes: readonly string[];
  /** Everything there is, whatever its name. */
  readonly everything?: boolean;
}

/** Attributes that policies speak of. */
export interface ListedAttributes {
  readonly names: readonly string[];
  /** Whether a condition is about attributes, even if it lists none. */
  readonly areLimited: boolean;
  /** Whether one of them may be asked for where all together, or none, may not. */
  readonly oneByOne: boolean;
}

type Item = { readonly [attribute: string]: { readonly [type: string]: string } };
type Form = Omit<TableCall, 'requests'>;

/** Letters of a private use area, in place of a key and of the caller's own. */
const [KEY, OWN] = ['\uE100', '\uE101'];
const KEY_NAMES: ReadonlySet<string> = new Set(['dynamodb:leadingkeys', 'dynamodb:firstpartitionkeyvalues']);

/** Everything a client can do with items under a partition key, in every shape that matters to conditions. */
export class TableCalls {
  private readonly known = new Map<string, readonly TableCall[]>();
  private readonly tables: ReadonlyMap<string, Table>;
  private readonly listed: readonly string[];
  /** The choices of attributes that matter. */
  private readonly sets: readonly (readonly string[])[];

  constructor(
    private readonly table: Table, private readonly environment: Environment,
    { names, areLimited, oneByOne }: ListedAttributes, private readonly hidden: string,
    /** Attributes that other templates speak of, where they are compared with these. */
    private readonly elsewhere: readonly string[],
  ) {
    this.listed = names;
    this.sets = [[], ...oneByOne ? names.map((one) => [one]) : [], ...names.length > 0 ? [names] : [], ...areLimited ? [[hidden]] : []];
    this.tables = new Map([[table.name, table]]);
  }

  /** About a foreign key: `own` is the caller's own, for batches of both. */
  onKey(key: string, own?: string): readonly TableCall[] {
    return own === undefined ? this.filled([[KEY, key]], () => this.forms(KEY)) : this.filled([[KEY, key], [OWN, own]], () => this.forms(KEY, OWN));
  }

  private forms(key: string, own?: string): Form[] {
    const wishes: Wish[] = [{ attributes: [], everything: true }, ...this.sets.map((attributes) => ({ attributes }))];
    return wishes.flatMap((wish) => [...this.reads(key, wish), ...this.writes(key, wish), ...own === undefined ? [] : this.batches(key, own, wish)]);
  }

  /** Forms are read once with letters in place of keys, which nothing of a request but its keys depends on. */
  private filled(keys: readonly (readonly [place: string, key: string])[], forms: () => readonly Form[]): readonly TableCall[] {
    const [partition] = partitionAttributes(this.table.keySchema);
    const isText = this.table.attributeDefinitions.find(({ AttributeName }) => AttributeName === partition)?.AttributeType === 'S';
    const put = (text: string) => keys.reduce((filled, [place, key]) => filled.replaceAll(place, key), text);
    const name = JSON.stringify(keys);
    if (!isText) return this.calls(name, () => forms().map((form) => ({ ...form, input: deeply(form.input, put) as Form['input'] })));
    const found = this.known.get(name) ?? this.calls(JSON.stringify(keys.map(([place]) => place)), forms).map((call) => ({
      ...call,
      requests: call.requests.map((request) => ({
        ...request, context: new Map([...request.context].map(([key, value]) => [key, KEY_NAMES.has(key) ? [value].flat().map(put) : value])),
      })),
      get input() {
        return deeply(call.input, put) as Form['input'];
      },
    }));
    this.known.set(name, found);
    return found;
  }

  /** About an own key: what is in no list of attributes. */
  onHidden(own: string): readonly TableCall[] {
    return this.calls(`hidden\n${own}`, () => [
      ...this.reads(own, { attributes: [], everything: true }),
      ...this.reads(own, { attributes: [this.hidden] }),
      ...this.writes(own, { attributes: [this.hidden] }).filter(({ row }) => row !== 'delete items'),
      ...this.answers(own),
    ]);
  }

  /** About an own key: attributes that only other templates speak of, and such as theirs leave out. */
  onAttributesElsewhere(own: string): readonly TableCall[] {
    const names = this.elsewhere.filter((one) => !this.listed.includes(one));
    if (names.length === 0) return [];
    const isOpen = this.listed.length === 0;
    const wishes = [...names, ...isOpen ? [this.hidden] : []].map((one): Wish => ({ attributes: [one] }));
    return this.calls(`elsewhere\n${own}`, () => [
      ...wishes.flatMap((wish) => [...this.reads(own, wish), ...this.writes(own, wish)]), ...isOpen ? this.answers(own) : [],
    ]);
  }

  /** About no key. */
  onEverything(): readonly TableCall[] {
    const targets = [{}, ...this.indexes().map(({ IndexName }) => ({ IndexName }))];
    const wishes: object[] = [{}, { Select: 'COUNT' }, ...this.sets.map((attributes) => projected([...this.keyNames(), ...attributes]))];
    return this.calls('everything', () => targets.flatMap((target) => wishes.map((wish): Form => ({
      row: 'scan', access: 'read', operation: 'Scan', input: { TableName: this.table.name, ...target, ...wish },
    }))));
  }

  /** A query of an index whose items are not in the order of the table's own partition key. */
  onForeignIndex(value: string): readonly TableCall[] {
    const wishes: Wish[] = [{ attributes: [], everything: true }, ...this.sets.map((attributes) => ({ attributes }))];
    const foreign = this.indexes().filter((index) => !this.isOwn(index));
    return this.calls(`index\n${value}`, () => foreign.flatMap((index) => wishes.flatMap((wish) => this.queries(value, index, wish))));
  }

  /** The key attributes of the table and of its indexes by the same partition key. */
  keyNames(): string[] {
    return this.table.keySchema.map(({ AttributeName }) => AttributeName);
  }

  private calls(name: string, forms: () => readonly Form[]): readonly TableCall[] {
    let found = this.known.get(name);
    if (found === undefined) {
      found = forms().flatMap((form) => this.read(form));
      this.known.set(name, found);
    }
    return found;
  }

  /** A form that DynamoDB itself would refuse is none: a key of the wrong type, say. */
  private read(form: Form): TableCall[] {
    try {
      const parsed = parseRequest(form.operation, structuredClone(form.input), this.environment);
      return [{ ...form, requests: actionRequests(parsed, this.tables, this.environment) }];
    } catch (error) {
      if ((error as { code?: string }).code === 'ValidationException' || (error as Error).name === 'DynamoDbError') return [];
      throw error;
    }
  }

  private reads(key: string, wish: Wish): Form[] {
    const TableName = this.table.name;
    const Key = this.key(key);
    const wanted = wish.everything ? {} : projected([...this.keyNames(), ...wish.attributes]);
    const form = (row: string, operation: string, input: object): Form => ({ row, access: 'read', operation, input: input as Form['input'] });
    return [
      form('read items', 'GetItem', { TableName, Key, ...wanted }),
      form('read items', 'BatchGetItem', { RequestItems: { [TableName]: { Keys: [Key], ...wanted } } }),
      form('read items', 'TransactGetItems', { TransactItems: [{ Get: { TableName, Key, ...wanted } }] }),
      ...this.queries(key, undefined, wish),
      ...this.indexes().filter((index) => this.isOwn(index)).flatMap((index) => this.queries(key, index, wish)),
    ];
  }

  private queries(key: string, index: SecondaryIndex | undefined, wish: Wish): Form[] {
    const [partition] = partitionAttributes(index?.KeySchema ?? this.table.keySchema);
    const target = { TableName: this.table.name, ...index && { IndexName: index.IndexName } };
    const names = { '#pk': partition };
    const where = { KeyConditionExpression: '#pk = :pk', ExpressionAttributeValues: { ':pk': this.value(partition, key) } };
    const row = index === undefined ? 'query' : `query index ${index.IndexName}`;
    const indexKeys = index === undefined ? [] : index.KeySchema.map(({ AttributeName }) => AttributeName);
    const projection = projected([...new Set([...this.keyNames(), ...indexKeys, ...wish.attributes])]);
    const wanted = wish.everything ? [{ ExpressionAttributeNames: names }, { ExpressionAttributeNames: names, Select: 'COUNT' }]
      : [{ ...projection, ExpressionAttributeNames: { ...projection.ExpressionAttributeNames, ...names } }];
    return wanted.map((one): Form => ({ row, access: 'read', operation: 'Query', input: { ...target, ...where, ...one } }));
  }

  private writes(key: string, wish: Wish): Form[] {
    const TableName = this.table.name;
    const Key = this.key(key);
    const values = Object.fromEntries(wish.attributes.filter((one) => !(one in Key)).map((one) => [one, this.value(one, '1')]));
    const Item = { ...Key, ...values };
    const set = updated(values);
    const form = (row: string, operation: string, input: object): Form => ({ row, access: 'write', operation, input: input as Form['input'] });
    return [
      form('put items', 'PutItem', { TableName, Item }),
      form('update items', 'UpdateItem', { TableName, Key, ...set }),
      form('delete items', 'DeleteItem', { TableName, Key }),
      form('put items', 'BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item } }] } }),
      form('delete items', 'BatchWriteItem', { RequestItems: { [TableName]: [{ DeleteRequest: { Key } }] } }),
      form('put items', 'TransactWriteItems', { TransactItems: [{ Put: { TableName, Item } }] }),
      form('update items', 'TransactWriteItems', { TransactItems: [{ Update: { TableName, Key, ...Object.keys(values).length > 0 ? set : updated({ [this.hidden]: { S: '1' } }) } }] }),
      form('delete items', 'TransactWriteItems', { TransactItems: [{ Delete: { TableName, Key } }] }),
    ];
  }

  private batches(key: string, own: string, wish: Wish): Form[] {
    const TableName = this.table.name;
    const wanted = wish.everything ? {} : projected([...this.keyNames(), ...wish.attributes]);
    const [ownKey, foreignKey] = [this.key(own), this.key(key)];
    return [
      { row: 'read items', access: 'read', operation: 'BatchGetItem', input: { RequestItems: { [TableName]: { Keys: [ownKey, foreignKey], ...wanted } } } },
      { row: 'put items', access: 'write', operation: 'BatchWriteItem', input: { RequestItems: { [TableName]: [{ PutRequest: { Item: ownKey } }, { PutRequest: { Item: foreignKey } }] } } },
    ];
  }

  /** Writes that answer with what there was, or is. */
  private answers(own: string): Form[] {
    const TableName = this.table.name;
    const Key = this.key(own);
    const values = Object.fromEntries(this.listed.filter((one) => !(one in Key)).slice(0, 1).map((one) => [one, this.value(one, '1')]));
    const form = (operation: string, ReturnValues: string, input: object): Form =>
      ({ row: `${operation === 'UpdateItem' ? 'update' : operation === 'PutItem' ? 'put' : 'delete'} items`, access: 'read', operation, input: { TableName, ...input, ReturnValues } });
    return [
      ...['ALL_OLD', 'ALL_NEW'].map((all) => form('UpdateItem', all, { Key, ...updated(values) })),
      form('PutItem', 'ALL_OLD', { Item: { ...Key, ...values } }),
      form('DeleteItem', 'ALL_OLD', { Key }),
    ];
  }

  private indexes(): readonly SecondaryIndex[] {
    return [...this.table.globalSecondaryIndexes ?? [], ...this.table.localSecondaryIndexes ?? []];
  }

  private isOwn({ KeySchema }: SecondaryIndex): boolean {
    return partitionAttributes(KeySchema)[0] === partitionAttributes(this.table.keySchema)[0];
  }

  private key(partition: string): Item {
    const [first] = partitionAttributes(this.table.keySchema);
    return Object.fromEntries(this.table.keySchema.map(({ AttributeName }: KeySchemaElement) => [AttributeName, this.value(AttributeName, AttributeName === first ? partition : '1')]));
  }

  private value(attribute: string, text: string): { readonly [type: string]: string } {
    const type = this.table.attributeDefinitions.find(({ AttributeName }) => AttributeName === attribute)?.AttributeType ?? 'S';
    return { [type]: type === 'B' ? Buffer.from(text).toString('base64') : text };
  }
}

function projected(
  names: readonly string[],
): { readonly ProjectionExpression: string; readonly ExpressionAttributeNames: Readonly<Record<string, string>> } {
  const unique = [...new Set(names)];
  return {
    ProjectionExpression: unique.map((_, index) => `#a${index}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(unique.map((name, index) => [`#a${index}`, name])),
  };
}

function updated(values: Item): object {
  const names = Object.keys(values);
  if (names.length === 0) return {};
  return {
    UpdateExpression: `SET ${names.map((_, index) => `#u${index} = :u${index}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#u${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(names.map((name, index) => [`:u${index}`, values[name]])),
  };
}

/** A value with every text in it changed. */
function deeply(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => deeply(item, change));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deeply(item, change)])) : value;
}

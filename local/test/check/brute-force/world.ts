import { isAllowed, statementsIn, type Context, type Request } from './evaluate';
import { byAccount, type JsonObject, type StackTemplate } from '../../../src/assembly';
import type { ModelRole } from '../../../src/check/reading/model';
import { readModel } from '../../../src/check/reading/read-model';

/*
 * Of any two ids one has a single letter: what a pattern mistakes one id for is a piece of it, or of the policy's own text, and a
 * piece of one letter is as good as any.
 */

/** Who signs in, and with which ids: over three letters, up to four long. */
interface Kind {
  readonly principal: string;
  readonly idKeys: readonly string[];
  readonly before: string;
  readonly letters: string;
  readonly length: number;
  /** Whether all ids are that long. */
  readonly isOfOneLength?: boolean;
  readonly app: readonly string[];
  readonly api?: string;
}

const kindsIn = (region: string): readonly Kind[] => [
  { principal: 'www.amazon.com', idKeys: ['www.amazon.com:user_id', 'www.amazon.com:sub'], before: 'amzn1.account.', letters: 'A12', length: 4, app: ['www.amazon.com:app_id'] },
  { principal: 'graph.facebook.com', idKeys: ['graph.facebook.com:id'], before: '', letters: '123', length: 4, app: ['graph.facebook.com:app_id'] },
  { principal: 'accounts.google.com', idKeys: ['accounts.google.com:sub'], before: '', letters: '123', length: 4, app: ['accounts.google.com:aud'], api: 'accounts.google.com:oaud' },
  {
    principal: 'cognito-identity.amazonaws.com',
    idKeys: ['cognito-identity.amazonaws.com:sub'],
    before: `${region}:0000`,
    letters: 'ab-',
    length: 2,
    isOfOneLength: true,
    app: ['cognito-identity.amazonaws.com:aud'],
  },
  ...['accounts.example.com', 'id.example.com', 'login.example.com'].map((host): Kind => (
    { principal: host, idKeys: [`${host}:sub`], before: '', letters: 'a/#', length: 4, app: [`${host}:aud`], api: `${host}:oaud` })),
];

/** How each example's keys are made of ids: what belongs to whom, as its author means it. */
export interface Ownership {
  /** The table's key attributes. @default UserId, GameTitle */
  readonly keys?: readonly string[];
  /** One that the templates do not have: its ARN. */
  readonly tableElsewhere?: string;
  readonly table?: Readonly<Record<string, (id: string) => string>>;
  readonly bucket?: Readonly<Record<string, (id: string) => string>>;
  /** Beside it what each writes and all may read. */
  readonly published?: Readonly<Record<string, (id: string) => string>>;
  readonly attributes?: readonly string[];
  /** How long ids are at most, where there are too many mutants for longer ones. @default 4 */
  readonly idLength?: number;
  /** What of an index is shared. */
  readonly shared?: Readonly<Record<string, readonly string[]>>;
}

/** What users come by that is not their own, as text; none where all is as it should be. */
export function reachedBy(templates: readonly StackTemplate[], ownership: Ownership): Set<string> {
  const facts = new Set<string>();
  for (const { kinds, entering, tables, buckets, queues, account, region } of worldsOf(templates, ownership)) {
    const letIn = new Map(kinds.map((kind) => [kind, new Set(entering.filter((one) => one.kind === kind).flatMap(({ ids }) => ids))]));
    const world = { kinds, ownership, letIn };
    for (const { role: { role, policies, path }, kind, ids, facts: ofTrust } of entering) {
      ofTrust.forEach((fact) => facts.add(`${path} ${fact}`));
      const own = policies.flatMap(({ document }) => statementsIn(document));
      const withPolicies = (resources: readonly { readonly arn: string; readonly policies: readonly { readonly document: unknown }[] }[]) => resources
        .map((resource) => ({ arn: resource.arn, all: [...own, ...resource.policies.flatMap(({ document }) => statementsIn(document))] }));
      const [ofBuckets, ofQueues] = [buckets, queues].map(withPolicies);
      for (const id of ids) {
        const may = asking(id, kind, role.arn, account, region);
        for (const table of tables) ofTable(table, id, kind, world, may(own)).forEach((fact) => facts.add(`${path} ${fact}`));
        for (const { arn, all } of ofBuckets) ofBucket(arn, id, kind, world, may(all)).forEach((fact) => facts.add(`${path} ${fact}`));
        for (const { arn, all } of ofQueues) ofQueue(arn, may(all)).forEach((fact) => facts.add(`${path} ${fact}`));
      }
    }
  }
  return facts;
}

/** What users can do with what is their own, or shared: a few ids for each role, whether or not they are let in. */
export function ownBy(templates: readonly StackTemplate[], ownership: Ownership): Set<string> {
  const facts = new Set<string>();
  for (const { entering, tables, buckets, queues, account, region } of worldsOf(templates, ownership)) {
    for (const { role: { role, policies, path }, kind } of entering) {
      const own = policies.flatMap(({ document }) => statementsIn(document));
      for (const id of idsOf(kind).slice(0, 3)) {
        const may = asking(id, kind, role.arn, account, region);
        const add = (requests: readonly Request[], ofResource: readonly { readonly document: unknown }[] = []) => {
          const isLetThrough = may([...own, ...ofResource.flatMap(({ document }) => statementsIn(document))]);
          requests.filter(isLetThrough).forEach((request) => facts.add(`${path} ${id} ${JSON.stringify(request)}`));
        };
        tables.forEach((table) => add(onOwnItems(table, id, kind, ownership)));
        buckets.forEach((bucket) => add(onOwnObjects(bucket.arn, id, kind, ownership), bucket.policies));
        queues.forEach((queue) => add([{ action: 'sqs:SendMessage', resource: queue.arn, context: {} }], queue.policies));
      }
    }
  }
  return facts;
}

const asking = (id: string, kind: Kind, roleArn: string, account: string, region: string) => {
  const session: Context = {
    ...Object.fromEntries(kind.idKeys.map((key) => [key, id])),
    'aws:principalarn': roleArn,
    'aws:resourceaccount': account,
    'aws:requestedregion': region,
    'aws:securetransport': 'true',
  };
  return (statements: readonly JsonObject[]) => ({ context, ...request }: Request) => (
    isAllowed(statements, { ...request, context: { ...session, ...context } })
  );
};

interface Entering {
  readonly role: ModelRole;
  readonly kind: Kind;
  readonly ids: readonly string[];
  readonly facts: readonly string[];
}

/** Of each account: who comes by which role of users, and what there is. */
function worldsOf(templates: readonly StackTemplate[], { idLength = 4, tableElsewhere, table = {} }: Ownership, more: readonly string[] = []) {
  return [...byAccount(templates).values()].map((stacks) => {
    const { roles, tables, buckets, queues, providers, environments: [{ account, region }] } = readModel(stacks);
    const kinds = kindsOf(idLength, region);
    const entering = roles.flatMap((role): Entering[] => {
      // Of a role that the templates do not have its author says that it holds to the app's users.
      if (role.trust === undefined) {
        const trusted = kinds.filter(({ principal }) => role.isVouched && table[principal] !== undefined);
        return trusted.map((kind) => ({ role, kind, ids: idsOf(kind), facts: [] }));
      }
      const trusted = statementsIn(role.trust.document).filter(({ Principal }) => (Principal as JsonObject).Federated !== undefined);
      const federated = trusted.map(({ Principal }) => String((Principal as JsonObject).Federated));
      const kind = kinds.find(({ principal }) => federated.some((one) => one.endsWith(principal)));
      if (kind === undefined) return [];
      const clients = providers.find(({ host }) => host === kind.principal)?.clientIds;
      return [{ role, kind, ...entrants(kind, trusted, clients, more.length === 0 ? idsOf(kind) : [...idsOf(kind).slice(0, 9), ...more]) }];
    });
    const elsewhere = tableElsewhere === undefined ? [] : [{ arn: tableElsewhere }];
    return { kinds, entering, tables: [...tables.map((one) => one.table), ...elsewhere], buckets, queues, account, region };
  });
}

/** Every printable character of ASCII, behind a letter: what a trust policy may keep out of ids. */
const ODD = Array.from({ length: 0x7f - 0x20 }, (_, index) => `a${String.fromCharCode(0x20 + index)}`);

/** Who is let in, as text: each role with each id. */
export function letInBy(templates: readonly StackTemplate[], ownership: Ownership): Set<string> {
  return new Set(worldsOf(templates, ownership, ODD).flatMap(({ entering }) => entering.flatMap(({ role: { path }, ids }) => ids.map((id) => `${path} ${id}`))));
}

const known = new Map<string, readonly Kind[]>();

/** The same object for the same question: ids are made once. */
function kindsOf(idLength: number, region: string): readonly Kind[] {
  const name = `${idLength} ${region}`;
  const found = known.get(name) ?? kindsIn(region).map((kind) => ({ ...kind, length: Math.min(kind.length, idLength) }));
  known.set(name, found);
  return found;
}

const made = new Map<Kind, string[]>();

function idsOf(kind: Kind): string[] {
  const found = made.get(kind) ?? makeIds(kind);
  made.set(kind, found);
  return found;
}

function makeIds({ before, letters, length, isOfOneLength }: Kind): string[] {
  const all: string[] = [];
  let level = [''];
  for (let at = 0; at < length; at += 1) {
    level = level.flatMap((one) => [...letters].map((letter) => one + letter));
    all.push(...level);
  }
  return all.filter((one) => !isOfOneLength || one.length === length).map((one) => before + one);
}

/** The ids of others that are compared with one. */
function othersOf(id: string, kind: Kind, other: Kind): string[] {
  const isShort = id.length - kind.before.length === 1;
  return idsOf(other).filter((one) => (other !== kind || one !== id) && (isShort || one.length - other.before.length === 1 || kind.isOfOneLength));
}

function entrants(
  kind: Kind, trusted: readonly JsonObject[], clients: readonly string[] | undefined, all: readonly string[],
): { readonly ids: readonly string[]; readonly facts: readonly string[] } {
  const assumes = (context: Context) => isAllowed(trusted.map(({ Principal: _, ...statement }) => statement), { action: 'sts:AssumeRoleWithWebIdentity', resource: 'role', context });
  const conditions = trusted.flatMap(({ Condition }) => Object.values((Condition ?? {}) as { [operator: string]: JsonObject }));
  const named = conditions.flatMap((keys) => [...kind.app, kind.api ?? ''].flatMap((key) => keys[key] as string[] ?? []));
  const apps = [...new Set([...named, ...clients ?? [], 'our-app'])];
  const isCognito = kind.principal.startsWith('cognito');
  const token = (id: string, app: string, api = app, amr = 'authenticated'): Context => ({
    ...Object.fromEntries(kind.idKeys.map((key) => [key, id])),
    ...Object.fromEntries(kind.app.map((key) => [key, app])),
    ...kind.api && { [kind.api]: api },
    ...isCognito && { 'cognito-identity.amazonaws.com:amr': amr === 'authenticated' ? ['authenticated', 'x'] : [amr] },
  });
  const taken = (app: string) => clients === undefined || clients.includes(app);
  const ids = all.filter((id) => apps.some((app) => taken(app) && assumes(token(id, app))));
  const isUsers = ids.length > 0;
  return {
    ids: isUsers ? ids : all.filter((id) => apps.some((app) => taken(app) && assumes(token(id, app, app, 'unauthenticated')))),
    facts: [
      ...all.slice(0, 3).some((id) => taken('a-strange-app') && (assumes(token(id, 'a-strange-app')) || assumes(token(id, 'a-strange-app', 'a-strange-app', 'unauthenticated')))) ? ['strangers'] : [],
      ...kind.api !== undefined && all.slice(0, 3).some((id) => apps.some((app) => taken(app) && assumes(token(id, app, 'a-strange-api')))) ? ['other APIs'] : [],
      ...isUsers && isCognito && all.slice(0, 3).some((id) => apps.some((app) => assumes(token(id, app, app, 'unauthenticated')))) ? ['guests'] : [],
    ],
  };
}

const HIDDEN = 'hidden';

interface World {
  readonly kinds: readonly Kind[];
  readonly ownership: Ownership;
  readonly letIn: ReadonlyMap<Kind, ReadonlySet<string>>;
}

interface AnyTable {
  readonly arn: string;
  readonly globalSecondaryIndexes?: readonly { readonly IndexName: string }[];
}

const base = { 'dynamodb:returnconsumedcapacity': 'NONE' };
const DEFAULT_KEYS = ['UserId', 'GameTitle'];

function ofTable(table: AnyTable, id: string, kind: Kind, { kinds, ownership }: World, may: (request: Request) => boolean): string[] {
  const { table: keys = {}, attributes = [], shared = {}, keys: KEYS = DEFAULT_KEYS } = ownership;
  const lists = [KEYS, [...KEYS, ...attributes]];
  const found: string[] = [];
  const read = (leading: readonly string[] | undefined, names: readonly string[], select: string, action: string, resource = table.arn) =>
    may({ action: `dynamodb:${action}`, resource, context: { ...base, ...leading && { 'dynamodb:leadingkeys': leading }, 'dynamodb:attributes': names, 'dynamodb:select': select } });
  const write = (leading: readonly string[], names: readonly string[], values: string | undefined, action: string) =>
    may({ action: `dynamodb:${action}`, resource: table.arn, context: { ...base, 'dynamodb:leadingkeys': leading, 'dynamodb:attributes': names, ...values && { 'dynamodb:returnvalues': values } } });
  const own = keys[kind.principal]?.(id);
  const others = kinds
    .flatMap((other) => (keys[other.principal] === undefined ? [] : othersOf(id, kind, other).map((one) => keys[other.principal](one))));
  for (const key of others) {
    const forms = own === undefined ? [[key]] : [[key], [own, key]];
    if (found.length === 2) break;
    if (forms.some((form) => lists.some((names) => ['GetItem', 'BatchGetItem', 'Query'].some((action) => ['ALL_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES'].some((select) => read(form, names, select, action)))))) found.push('reads another\'s');
    if (forms.some((form) => lists.some((names) => ['PutItem', 'UpdateItem', 'DeleteItem'].some((action) => write(form.slice(-1), names, 'NONE', action)) || write(form, names, undefined, 'BatchWriteItem')))) found.push('writes another\'s');
  }
  if (own !== undefined) {
    if (['GetItem', 'BatchGetItem', 'Query'].some((action) => read([own], KEYS, action === 'Query' ? 'ALL_ATTRIBUTES' : 'ALL_ATTRIBUTES', action) || read([own], [...KEYS, HIDDEN], 'SPECIFIC_ATTRIBUTES', action))) found.push('reads what is hidden');
    if (['PutItem', 'UpdateItem', 'DeleteItem'].some((action) => ['ALL_OLD', 'ALL_NEW'].some((values) => lists.some((names) => write([own], names, values, action))))) found.push('is answered with what is hidden');
    if (['PutItem', 'UpdateItem'].some((action) => write([own], [...KEYS, HIDDEN], 'NONE', action)) || write([own], [...KEYS, HIDDEN], undefined, 'BatchWriteItem')) found.push('writes what is hidden');
  }
  if (['GetRecords', 'GetShardIterator'].some((action) => may({ action: `dynamodb:${action}`, resource: `${table.arn}/stream/x`, context: {} }))) found.push('reads the stream');
  if (['Scan', 'PartiQLSelect', 'ExportTableToPointInTime'].some((action) => ['ALL_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES'].some((select) => lists.some((names) => read(undefined, names, select, action))))) found.push('reaches everything');
  for (const { IndexName } of table.globalSecondaryIndexes ?? []) {
    const names = [...KEYS, ...shared[IndexName] ?? []];
    const resource = `${table.arn}/index/${IndexName}`;
    if (read(['anything'], [...names, HIDDEN], 'SPECIFIC_ATTRIBUTES', 'Query', resource) || read(['anything'], names, 'ALL_PROJECTED_ATTRIBUTES', 'Query', resource)) found.push(`reads more of ${IndexName}`);
  }
  return found;
}

/** Whoever is let in nowhere has no folder: only then may one id be a piece of another. */
function ofBucket(arn: string, id: string, kind: Kind, { kinds, ownership, letIn }: World, may: (request: Request) => boolean): string[] {
  const { bucket: folders = {}, published = {} } = ownership;
  const onAnothers = (folder: string, own: string | undefined, actions: readonly (readonly [action: string, fact: string])[]): string[] => [
    ...actions.filter(([action]) => may({ action: `s3:${action}`, resource: `${arn}/${folder}x`, context: { 's3:objectcreationoperation': 'true' } })).map(([, fact]) => fact),
    ...[undefined, '', folder.slice(0, folder.indexOf('/') + 1), folder.slice(0, -1), folder]
      .some((prefix) => (own === undefined || prefix !== own) && may({ action: 's3:ListBucket', resource: arn, context: { 's3:prefix': prefix } })) ? ['lists another\'s'] : [],
  ];
  for (const other of kinds.filter(({ principal }) => folders[principal] !== undefined)) {
    for (const one of othersOf(id, kind, other).filter((somebody) => letIn.get(other)!.has(somebody))) {
      const found = [
        ...onAnothers(folders[other.principal](one), folders[kind.principal]?.(id), [['GetObject', 'reads another\'s'], ...WRITES]),
        ...published[other.principal] === undefined ? [] : onAnothers(published[other.principal](one), published[kind.principal]?.(id), WRITES),
      ];
      if (found.length > 0) return found;
    }
  }
  return [];
}

const WRITES = [['PutObject', 'writes another\'s'], ['DeleteObject', 'writes another\'s']] as const;

/** Whoever receives, receives everybody's. */
function ofQueue(arn: string, may: (request: Request) => boolean): string[] {
  return ['ReceiveMessage', 'DeleteMessage', 'PurgeQueue', 'SetQueueAttributes'].some((action) => may({ action: `sqs:${action}`, resource: arn, context: {} })) ? ['receives everybody\'s'] : [];
}

function onOwnItems({ arn, globalSecondaryIndexes = [] }: AnyTable, id: string, kind: Kind, ownership: Ownership): Request[] {
  const { table: keys = {}, attributes = [], shared = {}, keys: KEYS = DEFAULT_KEYS } = ownership;
  const own = keys[kind.principal]?.(id);
  const request = (action: string, names: readonly string[], more: Context, resource = arn): Request => ({ action: `dynamodb:${action}`, resource, context: { ...base, 'dynamodb:attributes': names, ...more } });
  const sets = [KEYS, [...KEYS, ...attributes], ...attributes.map((one) => [...KEYS, one])];
  const onKey = own === undefined ? [] : sets.flatMap((names) => [
    ...['GetItem', 'BatchGetItem', 'Query'].map((action) => request(action, names, { 'dynamodb:leadingkeys': [own], 'dynamodb:select': 'SPECIFIC_ATTRIBUTES' })),
    ...['PutItem', 'UpdateItem', 'DeleteItem'].flatMap((action) => ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'].map((values) => request(action, names, { 'dynamodb:leadingkeys': [own], 'dynamodb:returnvalues': values }))),
    request('BatchWriteItem', names, { 'dynamodb:leadingkeys': [own] }),
  ]);
  const onIndexes = globalSecondaryIndexes.flatMap(({ IndexName }) => [[], ...(shared[IndexName] ?? []).map((one) => [one]), shared[IndexName] ?? []]
    .map((names) => request('Query', [...KEYS, ...names], { 'dynamodb:leadingkeys': ['anything'], 'dynamodb:select': 'SPECIFIC_ATTRIBUTES' }, `${arn}/index/${IndexName}`)));
  return [...onKey, ...onIndexes];
}

function onOwnObjects(arn: string, id: string, kind: Kind, { bucket = {}, published = {} }: Ownership): Request[] {
  const folders = [bucket, published].flatMap((one) => one[kind.principal]?.(id) ?? []);
  return folders.flatMap((folder) => [
    ...['GetObject', 'PutObject', 'DeleteObject'].map((action) => ({ action: `s3:${action}`, resource: `${arn}/${folder}x`, context: { 's3:objectcreationoperation': 'true' } })),
    { action: 's3:ListBucket', resource: arn, context: { 's3:prefix': folder } },
  ]);
}

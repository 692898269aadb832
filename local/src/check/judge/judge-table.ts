import { ask, type Asking } from './ask';
import { bestOfRows } from './best-of-rows';
import { boundAllows, LEADING_KEYS, type BoundAllow } from './constraints';
import { foreignTexts, isOwn, isProved } from './foreign';
import { isAbout } from './is-about';
import { onOwners } from './on-owners';
import { distinctOwners, type Owner } from './owners';
import { patternsOfCondition } from './patterns-of';
import type { Places } from './places';
import type { Access, Column, Reach } from './reach';
import { reachesOf, type Judged } from './reaches-of';
import { isShared } from './sharing';
import { witnessOf, type Witness } from './witness';
import type { AuthorizationRequest } from '../../iam';
import { distinctPatterns, example, namesOwner, type Pattern } from '../patterns/pattern';
import type { ModelTable, ReadPolicy, Sharing } from '../reading/model';
import { partiqlOnKey, wholeTableActions, type BareAction } from '../requests/table-actions';
import { TableCalls, type ListedAttributes, type TableCall } from '../requests/table-calls';
import type { UserClass } from '../users/user-class';

const SESSION_ID = new Set(['aws:userid']);
const HIDDEN = 'attributeInNoList';
const NOBODYS = 'a-key-of-nobody';
const ITEM_ACTIONS = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];

/** Judges what each class of users comes by in one table. */
export function judgeTable(
  target: ModelTable, classes: readonly UserClass[], places: Places, sharings: readonly Sharing[], elsewhere: readonly string[],
): Reach[] {
  const { arn } = target.table;
  const near = classes.filter((users) => isNear(users, target));
  const owners = distinctOwners(near.flatMap((users) => ownPatterns(users, target).map((pattern) => ({ users, pattern }))));
  const calls = new Map<string, TableCalls>();
  return near.flatMap((users) => {
    const listed = listedAttributes(users.role.policies, target);
    const key = JSON.stringify(listed);
    if (!calls.has(key)) calls.set(key, new TableCalls(target.table, places.at(arn), listed, HIDDEN, elsewhere));
    return new TableJudge(target, users, owners, places, sharings, arn, listed, calls.get(key)!).reaches();
  });
}

/** Whether any Allow of theirs could be about the table. */
function isNear({ role }: UserClass, { table: { arn }, policy }: ModelTable): boolean {
  const resources = [arn, `${arn}/index/any`, `${arn}/stream/any`];
  return policy !== undefined || role.policies.some((one) => one.policy.statements.some(({ effect, resources: { not, fixed, bound, literals } }) =>
    effect === 'Allow' && (not || bound !== undefined || literals?.some((literal) => literal === arn || literal.startsWith(`${arn}/`)) || resources.some((resource) => fixed(resource, new Map())))));
}

/** The keys that a class's Allows hold its users to, the id left open. */
function ownPatterns(users: UserClass, target: ModelTable, idKeys: ReadonlySet<string> = users.provider.idKeys): Pattern[] {
  const [id = 'a'] = users.examples();
  const session = users.session(id);
  const own = users.role.policies.flatMap((policy) => policy.policy.statements.filter((statement) => statement.effect === 'Allow' && isAbout(statement.resources, target.table.arn))
    .flatMap((statement) => statement.conditions.filter(({ lookup, negated }) => LEADING_KEYS.keys.has(lookup) && !negated)
      .flatMap((condition) => patternsOfCondition(condition, policy, session, idKeys))))
    .filter(namesOwner);
  return distinctPatterns(own);
}

class TableJudge {
  private readonly own: readonly Pattern[];
  private readonly bound = new Map<string, readonly BoundAllow[]>();
  readonly resource: Reach['resource'];

  constructor(
    private readonly target: ModelTable, readonly users: UserClass, private readonly owners: readonly Owner[],
    private readonly places: Places, private readonly sharings: readonly Sharing[], arn: string,
    private readonly listed: ListedAttributes, private readonly calls: TableCalls,
  ) {
    this.own = ownPatterns(users, target);
    const { stack, logicalId, path } = target;
    this.resource = { stack, logicalId, path, arn, kind: 'table' };
  }

  reaches(): Reach[] {
    const [id] = this.users.examples();
    if (id === undefined) return [];
    return [
      ...this.onOwn(id),
      ...onOwners(this.owners, (owner) => this.onOwner(owner), (owner, actions) => this.isProvedFor(owner, actions)),
      ...this.onEverything(id),
      ...this.onNamed(id),
      ...this.onForeignIndex(id), ...this.byCallerChosen(id), ...this.withoutKeys(id),
    ];
  }

  private onOwn(id: string): Reach[] {
    const asking = { users: this.users, id };
    return bestOfRows(this.own.map((pattern) => example(pattern, id)).flatMap((key) => [
      ...this.rows(asking, this.calls.onKey(key), 'own', { owner: id }),
      ...this.rows(asking, this.calls.onAttributesElsewhere(key), 'own', { owner: id }),
      ...this.listed.areLimited ? this.rows(asking, this.calls.onHidden(key), 'hidden', { owner: id }) : [],
    ]));
  }

  private onOwner(owner: Owner): Reach[] {
    const constraints = ['GetItem', 'Query', 'PutItem'].flatMap((action) => this.boundOn(`dynamodb:${action}`)).flatMap((one) => one.constraints);
    const tried = foreignTexts(this.users, owner, constraints, false).map((foreign) => {
      const ownKey = this.own.length > 0 ? example(this.own[0], foreign.id) : undefined;
      const asking = { users: this.users, id: foreign.id };
      const about = { owner: foreign.owner, ownerProvider: owner.users.provider.principal };
      return [
        ...this.rows(asking, this.calls.onKey(foreign.text, ownKey), 'others', about),
        ...this.bareRows(asking, partiqlOnKey(this.target.table.arn, foreign.text, [...this.calls.keyNames(), ...this.listed.names]), 'others', about),
      ].map((reach): Reach => ({ ...reach, isCollision: !foreign.isPlain && isOwn(foreign.id, foreign.text, this.own) }));
    });
    return bestOfRows(tried.flat()).map((reach) => (reach.answer === 'refused' && !this.isProvedFor(owner, reach.actions)
      ? { ...reach, answer: 'unsure', reason: 'the conditions could not be decided for all ids' } : reach));
  }

  private isProvedFor(owner: Owner, actions: readonly string[]): boolean {
    return actions.every((action) => isProved(this.users, owner, this.boundOn(action), false));
  }

  private boundOn(action: string): readonly BoundAllow[] {
    let found = this.bound.get(action);
    if (found === undefined) {
      found = this.findBound(action);
      this.bound.set(action, found);
    }
    return found;
  }

  private findBound(action: string): BoundAllow[] {
    const { policy, table } = this.target;
    const [id = 'a'] = this.users.examples();
    return boundAllows(this.users.role, policy, action, [table.arn], LEADING_KEYS, this.users.session(id), this.users.provider.idKeys)
      .filter(({ statement }) => isAbout(statement.resources, table.arn));
  }

  /** At once all there is: scans, exports, PartiQL, and what AWS may add. */
  private onEverything(id: string): Reach[] {
    return [
      ...this.rows({ users: this.users, id }, this.calls.onEverything(), 'everything', {}),
      ...this.bareRows({ users: this.users, id }, wholeTableActions(this.target.table.arn), 'everything', {}),
    ];
  }

  /** Keys that nobody owns: any at all, where the table has no owners, and those that the policies name. */
  private onNamed(id: string): Reach[] {
    const asking = { users: this.users, id };
    const named = ITEM_ACTIONS.flatMap((action) => this.boundOn(`dynamodb:${action}`)).flatMap(({ constraints }) => constraints.flat())
      .filter((pattern) => !namesOwner(pattern)).map((pattern) => example(pattern, id, 'x'));
    const anyKey = this.owners.length === 0 ? this.rows(asking, this.calls.onKey(NOBODYS), 'everything', {}) : [];
    return [...anyKey, ...bestOfRows([...new Set(named)].flatMap((key) => this.rows(asking, this.calls.onKey(key), 'named', {})))];
  }

  /** Rows of others whose index key is one's own id, or anything. */
  private onForeignIndex(id: string): Reach[] {
    const asking = { users: this.users, id };
    const anybody = this.rows(asking, this.calls.onForeignIndex(NOBODYS), this.owners.length === 0 ? 'everything' : 'others', {});
    const mine = this.own.length === 0 ? [] : this.rows(asking, this.calls.onForeignIndex(example(this.own[0], id)), 'others', {});
    const open = new Set(anybody.filter(({ answer }) => answer !== 'refused').map(({ row }) => row));
    return [...anybody, ...mine.filter(({ row, answer }) => answer !== 'refused' && !open.has(row)).map((reach): Reach => ({ ...reach, isHypothetical: true }))];
  }

  /** Where the session's name says whose data it is, another user may call a session the same. */
  private byCallerChosen(id: string): Reach[] {
    const sessionName = 'the-name-of-another';
    const [pattern] = ownPatterns(this.users, this.target, SESSION_ID);
    if (pattern === undefined || this.users.admits(id, sessionName) === 'refused') return [];
    const asking = { users: this.users, id, sessionName };
    const key = example(pattern, `${this.users.role.role.roleId}:${sessionName}`);
    return this.rows(asking, this.calls.onKey(key), 'others', { owner: 'another user who calls the session so' }).map((reach) => ({ ...reach, isCallerChosen: true }));
  }

  /** The same requests, as if a key of theirs were left out: what an Allow that does not demand it would let through. */
  private withoutKeys(id: string): Reach[] {
    const [pattern] = this.own;
    const key = pattern === undefined ? NOBODYS : example(pattern, id);
    const guarded = [...pattern === undefined ? [] : [['dynamodb:leadingkeys', 'dynamodb:firstpartitionkeyvalues']], ...this.listed.areLimited ? [['dynamodb:attributes']] : []];
    return guarded.flatMap((keys) => {
      const bare = this.calls.onKey(key).map((call): TableCall => ({ ...call, requests: call.requests.map((request) => without(request, keys)) }));
      const column = keys[0] === 'dynamodb:attributes' ? 'hidden' : 'everything';
      return this.rows({ users: this.users, id }, bare, column, {}).map((reach): Reach => ({ ...reach, isHypothetical: true, row: `${reach.row}, without ${keys[0]}` }));
    });
  }

  private rows(asking: Asking, calls: readonly TableCall[], column: Column, about: Partial<Witness>): Reach[] {
    return reachesOf(this, calls.map((call) => {
      const { row, access, operation, requests } = call;
      const judged = this.judge(asking, requests, access, column, () => {
        const { input } = call;
        return { ...witnessOf(asking, requests, about), call: { service: 'dynamodb', operation, input }, text: `${operation} ${JSON.stringify(input)}` };
      });
      return { row, access, ...judged };
    }));
  }

  private bareRows(asking: Asking, actions: readonly BareAction[], column: Column, about: Partial<Witness>): Reach[] {
    return reachesOf(this, actions.map(({ row, access, request, isHypothetical }) => {
      const judged = this.judge(asking, [request], access, column, () => ({ ...witnessOf(asking, [request], about), text: `${request.action} on ${request.resource}` }));
      return { row, access, isHypothetical, ...judged };
    }));
  }

  private judge(
    asking: Asking, requests: readonly AuthorizationRequest[], access: Access, column: Column, witness: () => Witness,
  ): Pick<Judged, 'actions' | 'column' | 'by' | 'attempt'> {
    const { answer, by } = ask(asking, requests, this.places, this.target.policy);
    const mayBeShared = column !== 'own' && column !== 'hidden' && answer !== 'refused';
    return {
      actions: requests.map(({ action }) => action),
      column: mayBeShared && isShared(requests, access, this.sharings) ? 'shared' : column,
      by,
      attempt: { asking, requests, answer, witness },
    };
  }
}

function without({ context, ...request }: AuthorizationRequest, keys: readonly string[]): AuthorizationRequest {
  return { ...request, context: new Map([...context].filter(([key]) => !keys.includes(key))) };
}

/** Attributes that policies name for a table: wildcards stand for one name. */
function listedAttributes(policies: readonly ReadPolicy[], { table }: ModelTable): ListedAttributes {
  const conditions = policies.flatMap(({ policy }) => policy.statements.filter(({ resources }) => isAbout(resources, table.arn))
    .flatMap((statement) => statement.conditions.filter(({ lookup }) => lookup === 'dynamodb:attributes').map((condition) => ({ ...condition, effect: statement.effect }))));
  const names = conditions.filter(({ operator }) => operator !== 'Null').flatMap(({ values }) => values.map((name) => name.replace(/[*]/g, '').replace(/[?]/g, 'x')).filter((name) => name !== ''));
  // What every attribute must be in, more attributes never help.
  const isBound = conditions.every(({ operator, negated, effect }) => operator === 'Null' || (effect === 'Allow' && operator.startsWith('ForAllValues:') && !negated));
  return { names: [...new Set(names)], areLimited: conditions.length > 0, oneByOne: !isBound };
}

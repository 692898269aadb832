import { ask, type Asking } from './ask';
import { bestOfRows } from './best-of-rows';
import { boundAllows, LIST_PREFIX, OBJECT, statementsOn, type BoundAllow } from './constraints';
import { foreignTexts, isOwn, isProved } from './foreign';
import { onOwners } from './on-owners';
import { distinctOwners, type Owner } from './owners';
import { patternsOfResources } from './patterns-of';
import type { Places } from './places';
import type { Column, Reach } from './reach';
import { reachesOf } from './reaches-of';
import { isShared } from './sharing';
import { witnessOf, type Witness } from './witness';
import { beginningWith, distinctPatterns, example, namesOwner, type Pattern, type PatternPart } from '../patterns/pattern';
import type { ModelBucket, ReadPolicy, Sharing } from '../reading/model';
import { BucketCalls, type BucketCall } from '../requests/bucket-calls';
import type { UserClass } from '../users/user-class';

const SESSION_ID = new Set(['aws:userid']);
const OBJECT_ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
const NOBODYS = 'a-key-of-nobody';

/** Judges what each class of users comes by in one bucket. */
export function judgeBucket(target: ModelBucket, classes: readonly UserClass[], places: Places, sharings: readonly Sharing[]): Reach[] {
  const near = classes.filter((users) => isNear(users, target));
  const owners = distinctOwners(near.flatMap((users) => ownPatterns(users, target).map((pattern) => ({ users, pattern }))));
  const calls = new BucketCalls(target.name, target.arn, places.at(target.arn));
  return near.flatMap((users) => new BucketJudge(target, users, owners, calls, places, sharings).reaches());
}

function isNear({ role }: UserClass, { arn, policies }: ModelBucket): boolean {
  return policies.some(({ policy }) => policy.statements.some(({ effect }) => effect === 'Allow')) || role.policies.some((policy) => policy.policy.statements.some((statement) =>
    statement.effect === 'Allow' && (statement.resources.not || resourceTexts(policy, statement.index).some((text) => mayBeAbout(text, arn)))));
}

/** By what comes before the first wildcard or variable. */
function mayBeAbout(text: string, arn: string): boolean {
  const [fixed] = text.split(/[*?]|\$\{/, 1);
  return fixed === text ? text === arn || text.startsWith(`${arn}/`) : arn.startsWith(fixed) || fixed.startsWith(`${arn}/`);
}

function resourceTexts({ statements }: ReadPolicy, index: number): string[] {
  const { Resource, NotResource } = statements[index].source;
  return [Resource ?? NotResource ?? '*'].flat().filter((one): one is string => typeof one === 'string');
}

/** The objects that a class's Allows hold its users to, the id left open: ARNs of this bucket. */
function ownPatterns(users: UserClass, { arn }: ModelBucket, idKeys: ReadonlySet<string> = users.provider.idKeys): Pattern[] {
  const [id = 'a'] = users.examples();
  const session = users.session(id);
  const own = users.role.policies.flatMap((policy) => OBJECT_ACTIONS.flatMap((action) => statementsOn(policy, 'Allow', action).filter(({ resources }) => !resources.not)
    .flatMap((statement) => patternsOfResources(policy, statement, session, idKeys))));
  return distinctPatterns(own.filter(namesOwner).flatMap((pattern) => beginningWith(pattern, `${arn}/`)));
}

/** A pattern of ARNs as one of keys. */
function ofKeys({ parts, ignoresCase }: Pattern, arn: string): Pattern {
  const [first, ...rest] = parts;
  const key = (first as string).slice(arn.length + 1);
  return { parts: ([key, ...rest] as PatternPart[]).filter((part) => part !== ''), ignoresCase };
}

class BucketJudge {
  private readonly own: readonly Pattern[];
  readonly resource: Reach['resource'];
  private readonly ofResource: ReadPolicy | undefined;

  constructor(
    private readonly target: ModelBucket, readonly users: UserClass, private readonly owners: readonly Owner[],
    private readonly calls: BucketCalls, private readonly places: Places, private readonly sharings: readonly Sharing[],
  ) {
    const { stack, logicalId, path, arn } = target;
    this.own = ownPatterns(users, target);
    this.ofResource = target.policies[0];
    this.resource = { stack, logicalId, path, arn, kind: 'bucket' };
  }

  reaches(): Reach[] {
    const [id] = this.users.examples();
    if (id === undefined) return [];
    return [
      ...this.onOwn(id),
      ...onOwners(this.owners, (owner) => this.onOwner(owner), (owner, actions) => this.isProvedFor(owner, actions)),
      ...this.onEverything(id),
      ...this.onNamed(id),
      ...this.byCallerChosen(id),
    ];
  }

  private onOwn(id: string): Reach[] {
    return bestOfRows(this.own.flatMap((pattern) => {
      const key = this.key(example(pattern, id, 'x'));
      const folder = example(ofKeys(pattern, this.target.arn), id);
      return this.rows({ users: this.users, id }, [...this.calls.onObject(key), ...this.calls.listOf(folder)], 'own', { owner: id });
    }));
  }

  private onOwner(owner: Owner): Reach[] {
    const objects = OBJECT_ACTIONS.flatMap((action) => this.boundOn(action, OBJECT));
    const lists = this.boundOn('s3:ListBucket', LIST_PREFIX);
    const ofFolders = { ...owner, pattern: ofKeys(owner.pattern, this.target.arn) };
    const tried = [
      ...foreignTexts(this.users, owner, constraintsOf(objects), false)
        .map((foreign) => ({ foreign, calls: this.calls.onObject(this.key(foreign.text)), own: this.own })),
      ...foreignTexts(this.users, ofFolders, constraintsOf(lists), true)
        .map((foreign) => ({ foreign, calls: this.calls.listOf(foreign.text), own: [] })),
    ].flatMap(({ foreign, calls, own }) => this.rows({ users: this.users, id: foreign.id }, calls, 'others', { owner: foreign.owner, ownerProvider: owner.users.provider.principal })
      .map((reach): Reach => ({ ...reach, isCollision: !foreign.isPlain && isOwn(foreign.id, foreign.text, own) })));
    return bestOfRows(tried).map((reach) => (reach.answer === 'refused' && !this.isProvedFor(owner, reach.actions)
      ? { ...reach, answer: 'unsure', reason: 'the conditions could not be decided for all ids' } : reach));
  }

  private isProvedFor(owner: Owner, actions: readonly string[]): boolean {
    const ofFolders = { ...owner, pattern: ofKeys(owner.pattern, this.target.arn) };
    return actions.every((action) => (isList(action)
      ? isProved(this.users, ofFolders, this.boundOn(action, LIST_PREFIX), true) : isProved(this.users, owner, this.boundOn(action, OBJECT), false)));
  }

  /** Lists of all keys, and what is done to the bucket itself. */
  private onEverything(id: string): Reach[] {
    const asking = { users: this.users, id };
    const isOwned = this.owners.length > 0 || ownPatterns(this.users, this.target, SESSION_ID).length > 0;
    const lists = isOwned ? [...this.calls.listOf(undefined), ...this.calls.listOf('')] : [];
    const anyObject = !isOwned ? [...this.calls.onObject(NOBODYS), ...this.calls.listOf(undefined), ...this.calls.listOf(NOBODYS)] : [];
    const future = this.calls.onObject(NOBODYS).filter(({ isHypothetical }) => isHypothetical);
    return this.rows(asking, [...lists, ...anyObject, ...this.calls.onBucket(), ...future], 'everything', {});
  }

  /** What policies name that is nobody's own: folders for all, single objects. */
  private onNamed(id: string): Reach[] {
    const asking = { users: this.users, id };
    const patterns = OBJECT_ACTIONS.flatMap((action) => this.boundOn(action, OBJECT))
      .flatMap(({ constraints }) => constraints.flat())
      .filter((one) => !namesOwner(one))
      .flatMap((one) => beginningWith(one, `${this.target.arn}/`));
    const keys = [...new Set(patterns.map((pattern) => this.key(example(pattern, id, 'x'))))];
    const prefixes = this.boundOn('s3:ListBucket', LIST_PREFIX).flatMap(({ constraints }) => constraints.flat()).filter((one) => !namesOwner(one)).map((one) => example(one, id)).filter((one) => one !== '');
    return bestOfRows([
      ...keys.flatMap((key) => this.rows(asking, this.calls.onObject(key), 'named', {})),
      ...[...new Set(prefixes)].flatMap((prefix) => this.rows(asking, this.calls.listOf(prefix), 'named', {})),
    ]);
  }

  private byCallerChosen(id: string): Reach[] {
    const sessionName = 'the-name-of-another';
    const [pattern] = ownPatterns(this.users, this.target, SESSION_ID);
    if (pattern === undefined || this.users.admits(id, sessionName) === 'refused') return [];
    const key = this.key(example(pattern, `${this.users.role.role.roleId}:${sessionName}`, 'x'));
    return this.rows({ users: this.users, id, sessionName }, this.calls.onObject(key), 'others', { owner: 'another user who calls the session so' })
      .map((reach) => ({ ...reach, isCallerChosen: true }));
  }

  private boundOn(action: string, subject: typeof OBJECT): BoundAllow[] {
    const [id = 'a'] = this.users.examples();
    return boundAllows(this.users.role, this.ofResource, action, [this.target.arn], subject, this.users.session(id), this.users.provider.idKeys)
      .filter(({ policy, statement }) => (
        statement.resources.not || resourceTexts(policy, statement.index).some((text) => mayBeAbout(text, this.target.arn))
      ));
  }

  private key(arn: string): string {
    return arn.slice(this.target.arn.length + 1);
  }

  private rows(asking: Asking, calls: readonly BucketCall[], column: Column, about: Partial<Witness>): Reach[] {
    return reachesOf(this, calls.map(({ row, access, requests, call, isHypothetical }) => {
      const { answer, by } = ask(asking, requests, this.places, this.ofResource);
      const [{ action, resource }] = requests;
      const witness = (): Witness => ({
        ...witnessOf(asking, requests, about),
        ...call && { call: { service: 's3', bucket: this.target.name, ...call } },
        text: `${action} on ${resource}${listText(call)}`,
      });
      const shared = column !== 'own' && answer !== 'refused' && isShared(requests, access, this.sharings);
      return {
        row,
        actions: requests.map((request) => request.action),
        access,
        by,
        isHypothetical,
        column: shared ? 'shared' : column,
        attempt: { asking, requests, answer, witness },
      };
    }));
  }
}

function listText(call: BucketCall['call']): string {
  if (call === undefined || call.parameters['list-type'] === undefined) return '';
  return call.parameters.prefix === undefined ? ', without a prefix' : `, prefix ${JSON.stringify(call.parameters.prefix)}`;
}

function constraintsOf(allows: readonly BoundAllow[]) {
  return allows.flatMap(({ constraints }) => constraints);
}

function isList(action: string): boolean {
  return action.startsWith('s3:ListBucket');
}

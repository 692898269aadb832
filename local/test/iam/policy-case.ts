import type { Caller, compilePolicy, ContextValue, decide, decideTrust, Decision, Effect, Layer, Naming, PolicySet, Requester } from '../../src/iam';

/** One decision as data: policies and a request, what AWS answers, and where AWS says so. */
export interface PolicyCase {
  readonly name: string;
  readonly source: string;
  readonly identity?: readonly object[];
  readonly boundary?: object;
  readonly session?: readonly object[];
  readonly resourcePolicy?: object;
  readonly resourceAccount?: string;
  readonly resourceMustAllow?: true;
  /** Judged by `decideTrust` alone. */
  readonly trust?: object;
  readonly caller?: Caller;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly effect: Effect;
  /** Where it was decided. */
  readonly layer?: Layer;
  /** How a trust or resource policy named the caller; looked at where it is told. */
  readonly grantedTo?: Naming;
  /** Something could not be evaluated and is reported. */
  readonly unevaluated?: true;
}

export interface Evaluator {
  readonly compilePolicy: typeof compilePolicy;
  readonly decide: typeof decide;
  readonly decideTrust: typeof decideTrust;
}

export const ACTION = 'dynamodb:GetItem';
export const TABLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/GameScores';

export function runCase(evaluator: Evaluator, one: PolicyCase): Decision {
  const request = {
    action: one.action ?? ACTION,
    resource: one.resource ?? TABLE,
    context: new Map(Object.entries(one.context ?? {}).map(([key, value]) => [key.toLowerCase(), value])),
  };
  const compile = (document: object) => evaluator.compilePolicy(document);
  if (one.trust) return evaluator.decideTrust(compile(one.trust), request, one.caller!);
  const policies: PolicySet = {
    identity: (one.identity ?? []).map(compile),
    boundary: one.boundary && compile(one.boundary),
    session: one.session?.map(compile),
    resource: one.resourceAccount === undefined
      ? undefined
      : { account: one.resourceAccount, policy: one.resourcePolicy && compile(one.resourcePolicy), mustAllow: one.resourceMustAllow },
  };
  return evaluator.decide(policies, request, one.caller as Requester | undefined);
}

/** What a case says beside what the evaluator says; equal when they agree. */
export function compare(evaluator: Evaluator, one: PolicyCase): { wanted: object; got: object } {
  const { effect, layer, unevaluated, grantedTo } = runCase(evaluator, one);
  return {
    wanted: { effect: one.effect, layer: one.layer ?? layer, grantedTo: one.grantedTo ?? grantedTo, unevaluated: one.unevaluated === true },
    got: { effect, layer, grantedTo, unevaluated: unevaluated.length > 0 },
  };
}

export function policy(...statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

export function allow(rest: object = {}): object {
  return { Effect: 'Allow', Action: '*', Resource: '*', ...rest };
}

export function deny(rest: object = {}): object {
  return { Effect: 'Deny', Action: '*', Resource: '*', ...rest };
}

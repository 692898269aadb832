import type { RequestContext } from '../iam';
import type { Caller } from './authorizer';
import { globalContext } from './global-context';
import { layered } from './layered-context';
import type { HttpHead } from '../protocols/http';

interface Place {
  readonly region: string;
  readonly account: string;
}

/** Condition keys of every request that is signed: those of the request, and those of whoever signed it. */
export function callerContext(request: HttpHead, caller: Caller, { region, account }: Place, now: number): RequestContext {
  return layered(caller.context, globalContext(request, region, now, account));
}

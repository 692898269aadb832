import type { ContextValue } from '../iam';
import type { Caller } from './authorizer';
import { globalContext } from './global-context';
import type { HttpHead } from '../protocols/http';

interface Place {
  readonly region: string;
  readonly account: string;
}

/** Condition keys of every request that is signed: those of the request, and those of whoever signed it. */
export function callerContext(request: HttpHead, caller: Caller, { region, account }: Place, now: number): Map<string, ContextValue> {
  return new Map([...globalContext(request, region, now), ['aws:resourceaccount', account], ...caller.context]);
}

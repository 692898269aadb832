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
  const context = globalContext(request, region, now);
  context.set('aws:resourceaccount', account);
  for (const [key, value] of caller.context) context.set(key, value);
  return context;
}

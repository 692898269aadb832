import { Unread } from './unread';
import { AssemblyError } from '../../assembly';
import { evaluate, isFunctionName, type Scope } from '../../assembly/intrinsic-functions';
import { isObject } from '../../assembly/json';
import { NO_VALUE } from '../../assembly/no-value';

/** A value of a template, carried out as far as it goes: what cannot be carried out stands as `Unread`, the rest as it is. */
export function readValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => readValue(item, scope)).filter((item) => item !== undefined);
  if (!isObject(value)) return dynamicReference(value);
  if (Object.keys(value).some(isFunctionName)) return carriedOut(value, scope);
  const members = Object.entries(value).map(([key, item]) => [key, readValue(item, scope)] as const);
  return Object.fromEntries(members.filter(([, item]) => item !== undefined));
}

function carriedOut(value: object, scope: Scope): unknown {
  try {
    const result = evaluate(value, scope);
    return result === NO_VALUE ? undefined : dynamicReference(result);
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    return new Unread(error.message);
  }
}

/** `{{resolve:…}}` is looked up at deployment, wherever in a text it stands. */
function dynamicReference(value: unknown): unknown {
  return JSON.stringify(value)?.includes('{{resolve:') ? new Unread('a dynamic reference') : value;
}

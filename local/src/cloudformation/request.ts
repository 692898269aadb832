import { AwsError } from '../aws-error';

/** Parameters of the Query protocol. */
export type Parameters = ReadonlyMap<string, string>;

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

export function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined || value === '') throw validationError(`1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`);
  return value;
}

export function flag(parameters: Parameters, name: string): boolean {
  return parameters.get(name) === 'true';
}

/** `Name.member.1`, `Name.member.2`, … */
export function textList(parameters: Parameters, name: string): string[] {
  return objectList(parameters, name).map((members) => members.get('') ?? '');
}

/** `Name.member.1.Key`, … by member; a text has the member ''. */
export function objectList(parameters: Parameters, name: string): ReadonlyMap<string, string>[] {
  const items = new Map<number, Map<string, string>>();
  for (const [key, value] of parameters) {
    const [, index, member = ''] = key.startsWith(`${name}.member.`) ? /^\.member\.(\d{1,4})(?:\.(.+))?$/.exec(key.slice(name.length)) ?? [] : [];
    if (index === undefined) continue;
    const item = items.get(Number(index)) ?? new Map<string, string>();
    items.set(Number(index), item.set(member, value));
  }
  return [...items].sort(([left], [right]) => left - right).map(([, item]) => item);
}

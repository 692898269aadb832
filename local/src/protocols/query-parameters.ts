import { AwsError } from '../aws-error';

/** Of the Query protocol: names as on the wire, lists as `Name.member.1`. */
export type Parameters = ReadonlyMap<string, string>;

export const COMMON_PARAMETERS: readonly string[] = ['Action', 'Version'];

/** What is not understood is never ignored: a session policy that is dropped grants more than was asked for. */
export function refuseOtherParameters(parameters: Parameters, known: readonly string[], lists: readonly MemberList[] = []): void {
  const other = [...parameters.keys()].find((name) => !known.includes(name) && !lists.some((list) => isMemberOf(list, name)));
  if (other !== undefined) {
    throw new AwsError('ValidationError', `The local cloud does not support the parameter ${JSON.stringify(other.slice(0, 64))}`);
  }
}

export function readGetCallerIdentity(parameters: Parameters): void {
  refuseOtherParameters(parameters, COMMON_PARAMETERS);
}

/** A list of texts (`fields` is empty) or of structures with these fields. */
export interface MemberList {
  readonly name: string;
  readonly fields: readonly string[];
}

/** The members, numbered from 1 without a gap; a field that is missing is undefined. */
export function readMembers(parameters: Parameters, { name, fields }: MemberList): readonly (readonly (string | undefined)[])[] {
  const suffixes = fields.length === 0 ? [''] : fields.map((field) => `.${field}`);
  const members: (string | undefined)[][] = [];
  let found = 0;
  for (let i = 1; ; i += 1) {
    const values = suffixes.map((suffix) => parameters.get(`${name}.member.${i}${suffix}`));
    if (values.every((value) => value === undefined)) break;
    found += values.filter((value) => value !== undefined).length;
    members.push(values);
  }
  const given = [...parameters.keys()].filter((key) => key.startsWith(`${name}.member.`)).length;
  if (given !== found) throw new AwsError('ValidationError', `${name}.member must be numbered from 1, without a gap`);
  return members;
}

function isMemberOf({ name, fields }: MemberList, parameter: string): boolean {
  if (!parameter.startsWith(`${name}.member.`)) return false;
  const [index, ...field] = parameter.slice(`${name}.member.`.length).split('.');
  return /^[1-9]\d{0,3}$/.test(index) && (fields.length === 0 ? field.length === 0 : field.length === 1 && fields.includes(field[0]));
}

import { uuidOf } from '../../../cognito';
import { hashedName, placeText } from '../../physical-name';
import { optionalText, textProperty } from '../properties';
import type { Resource } from '../resource-type';

/** A row of the table of inert types. Texts hold `{…}`, see `fillIn`. */
export interface InertRow {
  /** What `Ref` gives. */
  readonly ref: string;
  /** The property that names it, where one does; a change of it makes a new resource. */
  readonly name?: string;
  /** Without `arn:{partition}:`. */
  readonly arn?: string;
  readonly attributes?: { readonly [name: string]: string };
  /** Properties that hold the policy of the resource itself, or of the one that it belongs to. */
  readonly policies?: readonly string[];
  /** Properties that are a principal by themselves. */
  readonly principals?: readonly string[];
}

const MAX_NAME_LENGTH = 64;
const ID_LENGTH = 10;

/**
 * `{name}` is the property that names the resource, or a name made up; `{id}` letters and digits, `{hex}` and `{uuid}` ids in
 * those forms; `{Property}`, with a capital, is a property; `{Property|text}` has a default.
 */
export function fillIn(text: string, row: InertRow, resource: Resource): string {
  return text.replace(/\{([^{}|]+)(?:\|((?:[^{}]|\{[^{}]*\})*))?\}/g, (_, what: string, usual: string | undefined) => {
    if (!/^[A-Z]/.test(what)) return placeholder(what, row, resource);
    return optionalText(resource, what) ?? (usual === undefined ? textProperty(resource, what) : fillIn(usual, row, resource));
  });
}

function placeholder(what: string, row: InertRow, resource: Resource): string {
  const { partition, region, account, urlSuffix } = resource.environment;
  switch (what) {
    case 'account': return account;
    case 'arn': return fillIn(`arn:{partition}:${row.arn}`, row, resource);
    case 'hex': return uuidOf(placeText(resource)).replace(/-/g, '').slice(0, 17);
    case 'id': return hashedName(resource, ID_LENGTH).toLowerCase();
    case 'name': return (row.name === undefined ? undefined : optionalText(resource, row.name)) ?? resource.physicalName(MAX_NAME_LENGTH);
    case 'partition': return partition;
    case 'region': return region;
    case 'suffix': return urlSuffix;
    case 'uuid': return uuidOf(placeText(resource));
    default: throw new Error(`{${what}} is no placeholder`);
  }
}

import { isObject, type JsonObject } from './json';

/** A resource that there will be, in Terraform's words. */
export interface Planned {
  readonly address: string;
  readonly type: string;
  /** What is not known yet is a reference to nothing. */
  readonly values: JsonObject;
  /** What an attribute's expression refers to. */
  readonly references: (attribute: string) => readonly string[];
}

/** Address → logical id. */
type IdOf = (address: string) => string;
type Convert = (planned: Planned, all: readonly Planned[], idOf: IdOf) => JsonObject | undefined;

const CONVERSIONS: Readonly<Record<string, Convert>> = {
  aws_iam_role: (planned, all, idOf) => {
    const { name, assume_role_policy: trust, inline_policy: inline, managed_policy_arns: managed, permissions_boundary: boundary } = planned.values;
    const attached = attachmentsOf(planned, all).map((one) => referred(one, 'policy_arn', ['aws_iam_policy'], all, idOf));
    const arns = [...new Map([...listed(managed), ...attached].map((one) => [JSON.stringify(one), one])).values()];
    return resource('AWS::IAM::Role', {
      RoleName: name,
      AssumeRolePolicyDocument: document(trust),
      Policies: listed(inline).filter(isObject).filter((one) => text(one.name))
        .map((one) => ({ PolicyName: one.name, PolicyDocument: document(one.policy) })),
      ManagedPolicyArns: isUnknown(managed) ? attached.length > 0 ? attached : undefined : arns,
      PermissionsBoundary: boundary === '' ? undefined : boundary,
    });
  },
  aws_iam_role_policy: (planned, all, idOf) => resource('AWS::IAM::Policy', {
    Roles: [referred(planned, 'role', ['aws_iam_role'], all, idOf)], PolicyName: planned.values.name, PolicyDocument: document(planned.values.policy),
  }),
  aws_iam_policy: ({ values: { name, path, policy } }) => resource('AWS::IAM::ManagedPolicy', { ManagedPolicyName: name, Path: path, PolicyDocument: document(policy) }),
  // Told by the role; one of a role that the plan does not have is told by its own type.
  aws_iam_role_policy_attachment: (planned, all) => (rolesOf(planned, all).length > 0 ? undefined : unread(planned)),
  aws_iam_policy_attachment: (planned, all) => (rolesOf(planned, all).length === listed(planned.values.roles).length ? undefined : unread(planned)),
  aws_iam_openid_connect_provider: ({ values: { url, client_id_list: clients } }) => resource('AWS::IAM::OIDCProvider', {
    Url: typeof url === 'string' && !url.includes('://') ? `https://${url}` : url, ClientIdList: clients,
  }),
  aws_cognito_identity_pool: ({ values: { identity_pool_name: name, allow_unauthenticated_identities: guests, allow_classic_flow: classic } }) =>
    resource('AWS::Cognito::IdentityPool', { IdentityPoolName: name, AllowUnauthenticatedIdentities: guests ?? false, AllowClassicFlow: classic ?? undefined }),
  aws_cognito_identity_pool_roles_attachment: (planned, all, idOf) => {
    const { roles, role_mapping: mappings } = planned.values;
    return resource('AWS::Cognito::IdentityPoolRoleAttachment', {
      IdentityPoolId: referred(planned, 'identity_pool_id', ['aws_cognito_identity_pool'], all, idOf),
      Roles: isUnknown(roles) || !isObject(roles) ? roles
        : Object.fromEntries(Object.entries(roles).map(([kind, arn]) => [kind, ofRole(arn, all, idOf)])),
      RoleMappings: listed(mappings).length === 0 ? undefined
        : Object.fromEntries(listed(mappings).filter(isObject).map((one, index) => [`Mapping${index}`, mapping(one, all, idOf)])),
    });
  },
  aws_dynamodb_table: ({ values }) => resource('AWS::DynamoDB::Table', {
    TableName: values.name,
    AttributeDefinitions: listed(values.attribute).filter(isObject).map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: keys(values),
    GlobalSecondaryIndexes: indexes(values.global_secondary_index, keys),
    LocalSecondaryIndexes: indexes(values.local_secondary_index, ({ range_key }) => keys({ hash_key: values.hash_key, range_key })),
    BillingMode: 'PAY_PER_REQUEST',
  }),
  aws_s3_bucket: ({ values: { bucket } }) => resource('AWS::S3::Bucket', { BucketName: bucket }),
  aws_s3_bucket_policy: (planned, all, idOf) => resource('AWS::S3::BucketPolicy', {
    Bucket: referred(planned, 'bucket', ['aws_s3_bucket'], all, idOf), PolicyDocument: document(planned.values.policy),
  }),
};

function mapping(written: JsonObject, all: readonly Planned[], idOf: IdOf): JsonObject {
  const { type, ambiguous_role_resolution: ambiguous, identity_provider: provider, mapping_rule: rules } = written;
  const Rules = listed(rules).filter(isObject)
    .map(({ claim, match_type: match, value, role_arn: arn }) => ({ Claim: claim, MatchType: match, Value: value, RoleARN: ofRole(arn, all, idOf) }));
  return {
    Type: type, AmbiguousRoleResolution: ambiguous ?? undefined, IdentityProvider: provider, ...Rules.length > 0 && { RulesConfiguration: { Rules } },
  };
}

/** How a bucket is kept: nothing of who may do what. */
const HARMLESS = /^aws_s3_bucket_(public_access_block|ownership_controls|versioning|server_side_encryption_configuration|lifecycle_configuration|cors_configuration|logging|metric)$/;

export function resourceOf(planned: Planned, all: readonly Planned[], idOf: IdOf): JsonObject | undefined {
  if (HARMLESS.test(planned.type)) return undefined;
  return Object.hasOwn(CONVERSIONS, planned.type) ? CONVERSIONS[planned.type](planned, all, idOf) : unread(planned);
}

function resource(Type: string, properties: JsonObject): JsonObject {
  return { Type, Properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined && value !== null)) };
}

function unread({ type }: Planned): JsonObject {
  return { Type: `Terraform::AWS::${type}`, Properties: {} };
}

/** Policies are texts of JSON in Terraform. One that is none is left to whoever reads policies. */
function document(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function isUnknown(value: unknown): boolean {
  return isObject(value) && value.Ref !== undefined;
}

function text(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function keys({ hash_key: hash, range_key: range }: JsonObject): JsonObject[] {
  return [{ AttributeName: hash, KeyType: 'HASH' }, ...text(range) ? [{ AttributeName: range, KeyType: 'RANGE' }] : []];
}

function indexes(value: unknown, keysOf: (index: JsonObject) => JsonObject[]): JsonObject[] | undefined {
  const found = listed(value).filter(isObject).map((index) => ({
    IndexName: index.name,
    KeySchema: keysOf(index),
    Projection: {
      ProjectionType: index.projection_type,
      ...listed(index.non_key_attributes).length > 0 && { NonKeyAttributes: index.non_key_attributes },
    },
  }));
  return found.length === 0 ? undefined : found;
}

/** Attachments that name a role, or refer to it. */
function attachmentsOf(role: Planned, all: readonly Planned[]): Planned[] {
  return all.filter((one) => /^aws_iam_(role_)?policy_attachment$/.test(one.type) && rolesOf(one, all).includes(role));
}

function rolesOf(attachment: Planned, all: readonly Planned[]): Planned[] {
  const { role, roles } = attachment.values;
  const names = [...text(role) ? [role] : [], ...listed(roles)];
  const named = all.filter(({ type, values: { name } }) => type === 'aws_iam_role' && text(name) && names.includes(name));
  return named.length > 0 ? named : targetsOf(attachment, role === undefined ? 'roles' : 'role', ['aws_iam_role'], all);
}

/** What an attribute is about: what it is called, as it is; one that is not known yet, what its expression refers to. */
function referred(planned: Planned, attribute: string, types: readonly string[], all: readonly Planned[], idOf: IdOf): unknown {
  const value = planned.values[attribute];
  const targets = targetsOf(planned, attribute, types, all);
  const named = all.find(({ type, values: { id, arn, name } }) => types.includes(type) && text(value) && [id, arn, name].includes(value));
  const target = named ?? (isUnknown(value) && targets.length === 1 ? targets[0] : undefined);
  return target === undefined ? value : { Ref: idOf(target.address) };
}

function ofRole(arn: unknown, all: readonly Planned[], idOf: IdOf): unknown {
  const role = all.find(({ type, values }) => type === 'aws_iam_role' && text(arn) && values.arn === arn);
  return role === undefined ? arn : { 'Fn::GetAtt': [idOf(role.address), 'Arn'] };
}

/** The resources that an expression refers to; of several instances the one of the same key. */
function targetsOf(planned: Planned, attribute: string, types: readonly string[], all: readonly Planned[]): Planned[] {
  const key = /\[[^\]]*\]$/.exec(planned.address)?.[0] ?? '';
  const wanted = new Set(planned.references(attribute).map((one) => one.replace(/(aws_\w+\.[\w-]+(?:\[[^\]]*\])?).*$/, '$1')));
  const found = all.filter(({ type, address }) => types.includes(type) && (wanted.has(address) || wanted.has(address.replace(/\[[^\]]*\]$/, ''))));
  const same = found.filter(({ address }) => address.endsWith(key));
  return key !== '' && same.length > 0 ? same : found;
}

import { isObject, type JsonObject } from '../../assembly';

/** AWS SAM specification, "AWS SAM template anatomy". */
const TRANSFORM = 'AWS::Serverless-2016-10-31';

/** What the transform makes of these are functions, APIs and roles for them alone: nobody whom a web identity becomes. */
const OF_SERVICES: ReadonlySet<string> = new Set([
  'AWS::Serverless::Api', 'AWS::Serverless::Function', 'AWS::Serverless::HttpApi', 'AWS::Serverless::LayerVersion', 'AWS::Serverless::StateMachine',
]);

/**
 * A SAM template as far as its transform can be carried out here: tables; functions, APIs and state machines that let in nobody but
 * services are left out. Everything else of SAM stays as it is, and unread.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html
 */
export function withoutSam(template: JsonObject): JsonObject {
  const transforms = [template.Transform ?? []].flat();
  if (!transforms.includes(TRANSFORM)) return template;
  const others = transforms.filter((one) => one !== TRANSFORM);
  const { Globals: _, Transform: __, Resources, ...rest } = template;
  return { ...rest, ...others.length > 0 && { Transform: others }, Resources: isObject(Resources) ? expanded(Resources) : Resources };
}

function expanded(resources: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(resources).flatMap(([logicalId, resource]) => {
    if (!isObject(resource)) return [[logicalId, resource]];
    const properties = isObject(resource.Properties) ? resource.Properties : {};
    if (resource.Type === 'AWS::Serverless::SimpleTable') return [[logicalId, { ...resource, Type: 'AWS::DynamoDB::Table', Properties: tableOf(properties) }]];
    return OF_SERVICES.has(String(resource.Type)) && !opensUp(properties) ? [] : [[logicalId, resource]];
  }));
}

/** Its key is a text called `id`, unless it says otherwise. */
function tableOf({ PrimaryKey, TableName }: JsonObject): JsonObject {
  const { Name = 'id', Type = 'String' } = isObject(PrimaryKey) ? PrimaryKey : {};
  return {
    ...TableName !== undefined && { TableName },
    AttributeDefinitions: [{ AttributeName: Name, AttributeType: typeof Type === 'string' ? Type.charAt(0) : Type }],
    KeySchema: [{ AttributeName: Name, KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  };
}

/** A URL for everybody, or a policy of its own: then it says who may do what. */
function opensUp({ FunctionUrlConfig, Auth }: JsonObject): boolean {
  return (FunctionUrlConfig !== undefined && !(isObject(FunctionUrlConfig) && FunctionUrlConfig.AuthType === 'AWS_IAM'))
    || (isObject(Auth) && Auth.ResourcePolicy !== undefined);
}

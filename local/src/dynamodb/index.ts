export { actionRequests } from './action-requests';
export { checkTable } from './check-table';
export { DynamoDbError } from './errors';
export { isTableOperation, type OperationName, type TableOperationName } from './operations';
export { isPartiql, partiqlRequests } from './partiql';
export { MAX_TAGS, type CreateTableParameters, type ExpiryParameters, type IndexUpdate, type TaggingParameters, type UpdateTableParameters } from './request/rules/tables';
export { tableArn } from './resources';
export { parseRequest, type DynamoDbRequest } from './request/parse';
export type { AttributeDefinition, Expiry, KeySchemaElement, Location, Projection, ProvisionedThroughput, SecondaryIndex, Table, TableStream, Throughput } from './table';

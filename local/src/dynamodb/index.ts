export { actionRequests } from './action-requests';
export { checkTable } from './check-table';
export { DynamoDbError } from './errors';
export type { OperationName } from './operations';
export { isPartiql, partiqlRequests } from './partiql';
export { parseRequest, type DynamoDbRequest } from './request/parse';
export type { AttributeDefinition, KeySchemaElement, Location, Projection, ProvisionedThroughput, SecondaryIndex, Table, TableStream, Throughput } from './table';

export { actionRequests, readRequest } from './action-requests';
export { checkTable } from './check-table';
export { DynamoDbError } from './errors';
export { tableToDelete } from './table-to-delete';
export type { AttributeDefinition, KeySchemaElement, Location, Projection, SecondaryIndex, Table } from './table';

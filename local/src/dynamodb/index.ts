export { actionRequests, readRequest } from './action-requests';
export { checkTable } from './check-table';
export type { Answer, DynamoDbEngine } from './dynamodb-engine';
export { Engine } from './engine/engine';
export { DynamoDbError } from './errors';
export { RemoteDynamoDb } from './remote/remote-dynamodb';
export { tableToDelete } from './table-to-delete';
export type { AttributeDefinition, KeySchemaElement, Location, Projection, SecondaryIndex, Table } from './table';

export { actionRequests } from './action-requests';
export { Engine } from './engine/engine';
export { DynamoDbError } from './errors';
export type { AttributeDefinition, KeySchemaElement, Location, Projection, SecondaryIndex, Table } from './table';

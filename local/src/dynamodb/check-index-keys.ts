import { validationError } from './errors';
import type { AttributeDefinition, KeySchemaElement, SecondaryIndex } from './table';

/** DynamoDB Developer Guide, Multi-attribute keys pattern: "up to four attributes each" for the partition key and the sort key of a global index. */
const MAX_OF_KIND = 4;

const namesOf = (schema: readonly KeySchemaElement[], kind: string): string[] =>
  schema.filter(({ KeyType }) => KeyType === kind).map(({ AttributeName }) => AttributeName);

const invalid = (what: string): never => {
  throw validationError(`One or more parameter values were invalid: ${what}`);
};

/** Of a global index: partition attributes first, then those of the sort key, each once and defined. */
export function checkIndexKeys({ IndexName, KeySchema }: SecondaryIndex, definitions: readonly AttributeDefinition[]): void {
  const names = KeySchema.map(({ AttributeName }) => AttributeName);
  const defined = definitions.map(({ AttributeName }) => AttributeName);
  if (names.some((name) => !defined.includes(name))) {
    invalid('Some index key attributes are not defined in AttributeDefinitions. '
      + `Keys: [${names.join(', ')}], AttributeDefinitions: [${defined.join(', ')}]`);
  }
  const [partition, sort] = [namesOf(KeySchema, 'HASH'), namesOf(KeySchema, 'RANGE')];
  if (partition.length < 1 || partition.length > MAX_OF_KIND) invalid(`Index ${IndexName} must have between 1 and ${MAX_OF_KIND} HASH keys`);
  if (sort.length > MAX_OF_KIND) invalid(`Index ${IndexName} must have at most ${MAX_OF_KIND} RANGE keys`);
  if (partition.some((name, position) => names[position] !== name)) {
    invalid(`Index ${IndexName} must have HASH keys that precede its RANGE keys`);
  }
  if (new Set(names).size < names.length) throw validationError('Both the Hash Key and the Range Key element in the KeySchema have the same name');
}

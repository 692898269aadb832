import { actionRequests, parseRequest, type Location, type Table } from '../../src/dynamodb';
import type { AuthorizationRequest } from '../../src/iam/request';

export const LOCATION: Location = { region: 'eu-west-1', account: '111122223333', partition: 'aws' };

const arnOf = (name: string): string => `arn:aws:dynamodb:eu-west-1:111122223333:table/${name}`;

export const SCORES: Table = {
  name: 'GameScores',
  arn: arnOf('GameScores'),
  attributeDefinitions: [
    { AttributeName: 'UserId', AttributeType: 'S' },
    { AttributeName: 'GameTitle', AttributeType: 'S' },
    { AttributeName: 'TopScore', AttributeType: 'N' },
    { AttributeName: 'Wins', AttributeType: 'N' },
  ],
  keySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }, { AttributeName: 'GameTitle', KeyType: 'RANGE' }],
  globalSecondaryIndexes: [{
    IndexName: 'Leaderboard',
    KeySchema: [{ AttributeName: 'GameTitle', KeyType: 'HASH' }, { AttributeName: 'TopScore', KeyType: 'RANGE' }],
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['Nick'] },
  }],
  localSecondaryIndexes: [{
    IndexName: 'ByWins',
    KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }, { AttributeName: 'Wins', KeyType: 'RANGE' }],
    Projection: { ProjectionType: 'KEYS_ONLY' },
  }],
};

export const numberTable: Table = {
  name: 'Numbers',
  arn: arnOf('Numbers'),
  attributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'N' }],
  keySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
};

export const binaryTable: Table = {
  name: 'Binaries',
  arn: arnOf('Binaries'),
  attributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'B' }],
  keySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
};

/** An index whose partition has two attributes. */
export const tournaments: Table = {
  name: 'Tournaments',
  arn: arnOf('Tournaments'),
  attributeDefinitions: ['Id', 'Team', 'Season'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  keySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
  globalSecondaryIndexes: [{
    IndexName: 'ByTeam',
    KeySchema: [{ AttributeName: 'Team', KeyType: 'HASH' }, { AttributeName: 'Season', KeyType: 'HASH' }],
    Projection: { ProjectionType: 'ALL' },
  }],
};

/** An index whose key has attributes a, b, c, … of these kinds. */
export function withKey(...kinds: ReadonlyArray<'HASH' | 'RANGE'>): Table {
  const names = kinds.map((_, i) => 'abcdefghij'[i]);
  return {
    name: 'ManyParts',
    arn: arnOf('ManyParts'),
    attributeDefinitions: ['Id', ...names].map((AttributeName) => ({ AttributeName, AttributeType: AttributeName === 'd' ? 'N' : 'S' })),
    keySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
    globalSecondaryIndexes: [{
      IndexName: 'ByParts',
      KeySchema: kinds.map((KeyType, i) => ({ AttributeName: names[i], KeyType })),
      Projection: { ProjectionType: 'ALL' },
    }],
  };
}

export const TABLES = new Map([SCORES, numberTable, binaryTable, tournaments].map((table) => [table.name, table]));

export const KEY = { UserId: { S: 'alice' }, GameTitle: { S: 'chess' } };

export const keyOf = (user: string): object => ({ UserId: { S: user }, GameTitle: { S: 'chess' } });

export function requests(operation: string, input: unknown): AuthorizationRequest[] {
  return actionRequests(parseRequest(operation, input, LOCATION), TABLES, LOCATION);
}

/** The single request that the input is, its context as a plain object with short names. */
export function contextOf(operation: string, input: unknown): Record<string, unknown> {
  const all = requests(operation, input);
  expect(all).toHaveLength(1);
  return plain(all[0]);
}

export function plain(request: AuthorizationRequest): Record<string, unknown> {
  return Object.fromEntries([...request.context].map(([key, value]) =>
    [key.replace('dynamodb:', ''), Array.isArray(value) ? [...value].sort() : value]));
}

/** The code and message with which the input is refused. */
export function refusal(operation: string, input: unknown): string {
  try {
    requests(operation, input);
  } catch (error) {
    return `${(error as { code: string }).code}: ${(error as Error).message}`;
  }
  throw new Error('not refused');
}
